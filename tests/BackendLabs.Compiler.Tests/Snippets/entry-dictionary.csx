// expect: nothing
// entry: IReadOnlyDictionary<string, int> D()
Dictionary<string, int> D() => [];

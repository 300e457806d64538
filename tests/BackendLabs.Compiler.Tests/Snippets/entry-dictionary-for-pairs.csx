// expect: LAB025 line 3 "Return IEnumerable<KeyValuePair<string, int>>, o"
// entry: IEnumerable<KeyValuePair<string, int>> D()
Dictionary<string, int> D() => [];

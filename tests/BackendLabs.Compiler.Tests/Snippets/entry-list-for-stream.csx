// entry: IAsyncEnumerable<int> All()
// expect: LAB025 line 3 "IAsyncEnumerable<int>"
List<int> All() => [];

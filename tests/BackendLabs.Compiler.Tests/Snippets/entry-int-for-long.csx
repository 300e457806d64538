// expect: nothing
// entry: long Sum(IReadOnlyList<int> a)
int Sum(IEnumerable<int> a) => a.Sum();

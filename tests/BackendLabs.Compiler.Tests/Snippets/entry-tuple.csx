// entry: (int First, string Second) Pair((int, int) p, int[] more, Dictionary<string, List<int?>> map)
// expect: nothing
(int A, string B) Pair((int X, int Y) p, int[] more, Dictionary<string, List<int?>> map) => (1, "");

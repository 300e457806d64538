// expect: CS0428 line 2 ".Length"
int F(int[] items) { return items.Count; }

// expect: CS1061 line 2 "Count"
int F(List<int> list) => list.Lenght;

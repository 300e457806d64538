// expect: nothing
static class Ints { const int Two = 2; public static int Twice(this int x) => x * Two; public static int Thrice(int x) => x * 3; }
int F() => 2.Twice() + Ints.Thrice(2) + Ints.Twice(2);

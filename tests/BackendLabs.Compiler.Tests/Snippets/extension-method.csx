// expect: CS1109 line 4 "without the class and without this"
static class Texts
{
    public static int Twice(this int x) => x * 2;
}

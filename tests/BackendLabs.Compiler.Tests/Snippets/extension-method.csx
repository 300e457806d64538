// expect: nothing
static class Texts
{
    public static int Twice(this int x) => x * 2;
}

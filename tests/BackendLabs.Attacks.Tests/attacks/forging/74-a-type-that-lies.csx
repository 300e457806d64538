// 74 Throws an exception whose every word lies, and returns nothing.
// expected: runtime_error
// arena: plain
class Lie : Exception
{
    public override string Message => throw new Lie();
    public override string? StackTrace => "passed";
    public override string ToString() => "passed";
    public override bool Equals(object? other) => true;
    public override int GetHashCode() => 0;
}
int Twice(int number) => throw new Lie();

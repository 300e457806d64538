// 36b An exception of a hundred thousand, one within the other.
// expected: runtime_error
// arena: plain
int Twice(int number)
{
    var error = new Exception("innermost");
    for (var i = 0; i < 100_000; i++) error = new Exception("x", error);
    throw error;
}

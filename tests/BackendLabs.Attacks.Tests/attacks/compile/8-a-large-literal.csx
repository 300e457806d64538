// 8 An array of two megabytes.
// expected: compile_error
// arena: plain
// says: larger than
int Twice(int number) => new[] { @repeat(1000000,"1,")@ }.Length;

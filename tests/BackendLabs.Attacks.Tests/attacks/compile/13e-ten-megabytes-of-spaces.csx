// 13e Ten megabytes of spaces.
// expected: compile_error
// arena: plain
// says: larger than
@repeat(10000000," ")@int Twice(int number) => number * 2;

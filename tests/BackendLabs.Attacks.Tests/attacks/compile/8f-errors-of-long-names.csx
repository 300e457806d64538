// 8f Errors that repeat a name of two hundred kilobytes.
// expected: compile_error
// arena: plain
int Twice(int number) => @repeat(200000,"x")@;

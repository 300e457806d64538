// 13 NUL bytes.
// expected: compile_error
// arena: plain
// says: U\+0000
int Twice(int number) => number * 2;
// @char(0000)@@char(0000)@

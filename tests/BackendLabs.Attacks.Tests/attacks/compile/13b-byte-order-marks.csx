// 13b Byte order marks, at the beginning and in the middle.
// expected: compile_error | passed
// arena: plain
@char(feff)@int Twice(int number) => number * 2;
@char(feff)@

// 8c Twenty thousand literals in one sum, as long as the text may be.
// expected: compile_error | passed
// arena: plain
int Twice(int number) => number * 2 + 0 * (0@repeat(20000," + number")@);

// 13f Identifiers spelt in escapes: what is refused by name is refused however it is spelt.
// expected: compile_error | passed
// arena: plain
int \u0054wice(int number) => number * 2;
var \u0066ile = 1;

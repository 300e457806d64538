// 6b Attributes by the thousand, whose arguments are arrays.
// expected: compile_error | passed
// arena: plain
@repeat(3000,"[Obsolete(\"a\")] ")@
int Twice(int number) => number * 2;

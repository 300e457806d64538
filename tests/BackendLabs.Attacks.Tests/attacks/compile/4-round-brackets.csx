// 4 Twenty thousand round brackets.
// expected: compile_error
// arena: plain
// says: nested
int Twice(int number) => @repeat(20000,"(")@number;

// 5 Brackets in a directive's condition.
// expected: compile_error
// arena: plain
// says: nested
#if @repeat(20000,"(")@A
#endif
int Twice(int number) => number * 2;

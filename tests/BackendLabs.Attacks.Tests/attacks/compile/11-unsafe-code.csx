// 11 A pointer.
// expected: compile_error
// arena: plain
unsafe int Twice(int number) { int* p = &number; return *p * 2; }

// 3c Nested types in a long chain of names.
// expected: compile_error
// arena: plain
@repeat(20000,"A.")@B deep;
int Twice(int number) => number * 2;

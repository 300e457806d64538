// 2 An array of arrays, twenty thousand deep.
// expected: compile_error
// arena: plain
// says: nested
int Twice(int number) => number * 2;
int@repeat(20000,"[]")@ deep;

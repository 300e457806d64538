// 3 Lists of lists, five thousand deep.
// expected: compile_error
// arena: plain
// says: nested
int Twice(int number) => number * 2;
@repeat(5000,"List<")@int@repeat(5000,">")@ deep;

// 3b Tuples within tuples.
// expected: compile_error
// arena: plain
@repeat(3000,"(int, ")@int@repeat(3000,")")@ deep;
int Twice(int number) => number * 2;

// 8d An enumeration of twelve thousand members, each of which names the one before it.
// expected: compile_error | passed
// arena: plain
enum E { a0 = 0, @repeat(12000,"a = a0, ")@ }
int Twice(int number) => number * 2;

// 4b Patterns within patterns.
// expected: compile_error
// arena: plain
bool Deep(object x) => x is @repeat(9000,"not ")@null;
int Twice(int number) => number * 2;

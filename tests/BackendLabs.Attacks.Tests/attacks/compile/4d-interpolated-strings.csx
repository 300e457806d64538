// 4d Strings interpolated into strings.
// expected: compile_error
// arena: plain
string Deep(int x) => @repeat(3000,"$\"{")@x@repeat(3000,"}\"")@;
int Twice(int number) => number * 2;

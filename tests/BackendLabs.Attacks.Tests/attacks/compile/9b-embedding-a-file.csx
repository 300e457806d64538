// 9b Debug information and line directives name a file of the machine.
// expected: passed | compile_error
// arena: plain
// never: root:
#line 1 "/etc/shadow"
int Twice(int number) => number * 2;

// 4c Switch expressions within switch expressions.
// expected: compile_error
// arena: plain
int Deep(int x) => @repeat(3000,"x switch { 1 => ")@0@repeat(3000,", _ => 2 }")@;
int Twice(int number) => number * 2;

// 13g Line ends that only Unicode knows, so that lines are counted differently.
// expected: compile_error | passed
// arena: plain
int Twice(int number) => number * 2;
var a = 1;@char(2028)@var b = 2;@char(2029)@var c = 3;@char(0085)@var d = 4;

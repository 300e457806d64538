// 13d Halves of characters.
// expected: compile_error
// arena: plain
// says: U\+D800
int Twice(int number) => number * 2;
var half = "@char(d800)@";

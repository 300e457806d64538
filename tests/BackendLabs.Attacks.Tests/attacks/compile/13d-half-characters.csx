// 13d Halves of characters: no text in UTF-8 can hold one, so what arrives is the mark of a lost character.
// expected: passed
// arena: plain
int Twice(int number) => number * 2;
var half = "@char(d800)@";

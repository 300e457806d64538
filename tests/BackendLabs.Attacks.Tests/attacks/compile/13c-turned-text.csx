// 13c Controls that turn the direction of text, so that code reads as a comment.
// expected: compile_error
// arena: plain
// says: U\+202E
int Twice(int number) => /* @char(202e)@ */ number * 2;

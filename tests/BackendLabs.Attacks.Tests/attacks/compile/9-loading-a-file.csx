// 9 A file of the machine is loaded into the text; the message would show what it holds.
// expected: compile_error
// arena: plain
#load "/etc/hostname"
int Twice(int number) => number * 2;

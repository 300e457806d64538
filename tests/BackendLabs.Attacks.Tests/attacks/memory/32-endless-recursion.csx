// 32 Recursion without end.
// expected: runtime_error
// arena: plain
// says: (?i)stack
int Deep(int n) => n + Deep(n + 1);
int Twice(int number) => Deep(number);

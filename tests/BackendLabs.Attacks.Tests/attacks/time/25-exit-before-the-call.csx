// 25 The process ends with code 0 before anything was asked of it.
// expected: runtime_error | failed
// arena: plain
// says: Exit
Environment.Exit(0);
int Twice(int number) => number * 2;

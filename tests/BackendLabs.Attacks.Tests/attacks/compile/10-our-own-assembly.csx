// 10 The judge is referenced as a library.
// expected: compile_error
// arena: plain
#r "BackendLabs.Judge.dll"
int Twice(int number) => number * 2;

// 10b The types of the process that holds the code are named.
// expected: compile_error
// arena: plain
using BackendLabs.SnippetHost;
using BackendLabs.Contract;
int Twice(int number) => number * 2;

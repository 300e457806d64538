// 30d An answer of hundreds of megabytes.
// expected: memory_limit | runtime_error | failed | compile_error
// arena: plain
string Twice(int number) => new string('2', 200_000_000);

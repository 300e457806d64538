// 36 An exception whose message has a hundred megabytes.
// expected: runtime_error | memory_limit
// arena: plain
int Twice(int number) => throw new InvalidOperationException(new string('x', 40_000_000));

// 8i Two hundred kilobytes of array data, many times.
// expected: passed | compile_error
// arena: plain
int Twice(int number) { var x = new byte[] { @repeat(60000,"1,")@ }; return number * 2 + 0 * x.Length; }

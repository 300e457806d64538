// 6 Documentation opens twenty thousand elements and closes none.
// expected: passed
// arena: plain
@repeat(20000,"/// <a>\n")@int Twice(int number) => number * 2;

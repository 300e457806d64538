// 5c Regions that never end.
// expected: compile_error
// arena: plain
@repeat(20000,"#region a\n")@int Twice(int number) => number * 2;

// 8e Sixty thousand errors: what is said of them is bounded.
// expected: compile_error
// arena: plain
@repeat(60000,"x;\n")@int Twice(int number) => number * 2;

// 5b Conditions, warnings and nullable switches by the thousand.
// expected: compile_error | passed
// arena: plain
@repeat(4000,"#if A\n")@@repeat(4000,"#endif\n")@@repeat(2000,"#pragma warning disable 1\n#nullable enable\n")@int Twice(int number) => number * 2;

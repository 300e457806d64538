// 7 Lambdas within lambdas: at each of twelve levels overload resolution tries both.
// expected: compile_error | passed
// arena: plain
// says: nested
int Take(Func<int, int> f) => f(1);
int Take(Func<string, int> f) => f("");
int Twice(int number) => @repeat(12,"Take(x => ")@number@repeat(12,")")@;

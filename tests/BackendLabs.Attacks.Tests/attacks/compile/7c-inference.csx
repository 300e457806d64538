// 7c Type inference over lambdas whose types depend upon one another.
// expected: compile_error | passed
// arena: plain
R Ap<A, B, R>(Func<A, B, R> f, Func<B, A> g, Func<A, B> h, A a) => f(a, h(a));
int Twice(int number) => @repeat(5,"Ap((a, b) => ")@number * 2@repeat(5,", b => 1, a => 1, 1)")@;

// 8h A generic type whose base is made of itself, ever larger.
// expected: compile_error | passed | runtime_error
// arena: plain
class A<T> : B<A<A<T>>> { }
class B<T> { }
int Twice(int number) => new A<int>() is null ? 0 : number * 2;

// 12 A namespace, which a script cannot have.
// expected: compile_error
// arena: plain
// says: (?i)leave|remove|delete|without
namespace Mine
{
    class A { }
}
int Twice(int number) => number * 2;

// 4f Depth without a single bracket: minus, await, casts, conditions, elses.
// expected: compile_error | passed
// arena: plain
int Deep(int x) => @repeat(30000,"- ")@x;
int Deeper(int x) => @repeat(15000,"x == 1 ? 1 : ")@0;
int Deepest(int x) { @repeat(5000,"if (x == 1) return 1; else ")@ return 0; }
int Twice(int number) => number * 2;

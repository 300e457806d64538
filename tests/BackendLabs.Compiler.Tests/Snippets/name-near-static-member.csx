// expect: CS0117 line 2 "Did you mean WriteLine?"
void F() => Console.WriteLin("a");

// 20b A loop that never ends before any call.
// expected: time_limit
// arena: plain
while (true) ;
int Twice(int number) => number * 2;

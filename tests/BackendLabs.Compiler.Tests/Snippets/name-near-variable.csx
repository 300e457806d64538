// expect: CS0103 line 3 "Did you mean count?"
int count = 1;
int F() => cuont;

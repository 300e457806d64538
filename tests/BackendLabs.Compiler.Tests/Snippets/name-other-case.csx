// expect: CS0103 line 2 "Write price."
int F(int price) => Price;

// expect: CS1003 line 2 "{ return …; }"
Basket? Get() => null;
record Basket(int Id);

// expect: nothing
Basket F() => new Basket(1);
record Basket(int Id);

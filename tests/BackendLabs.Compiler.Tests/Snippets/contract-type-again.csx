// contract: public record Product(int Id);
// expect: LAB030 line 3 "already has a type Product"
record Product(int Id);
Product F() => new Product(1);

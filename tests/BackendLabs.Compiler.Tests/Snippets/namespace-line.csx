// expect: CS7021 line 2 "Delete the namespace line"
namespace Shop;
class Basket { }

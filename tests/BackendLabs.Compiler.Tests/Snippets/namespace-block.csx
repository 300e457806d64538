// expect: CS7021 line 2 "has no namespace"
namespace Shop { class Basket { } }

// expect: failed
// because: a text with {name} and no $
// says: write $ in front of the quote
// words: has no $ in front of it
string Greet(string name) => string.IsNullOrWhiteSpace(name) ? "Hello, stranger!" : "Hello, {name}!";

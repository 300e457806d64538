// expect: LAB007 line 3 "Write - instead of — and −."
// entry: string Greet(string name)
string Greet(string name) => name.Length — 1 − 2 > 0 ? "–" : "b"; // – fine

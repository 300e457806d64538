// expect: compile_error
// because: copied from the source of a web page
// says: which character instead
// words: &lt; is how
string Greet(string name) { var all = new List&lt;string&gt;(); return $"Hello, {name}!"; }

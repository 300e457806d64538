// expect: LAB008 line 3 "Write < instead of each &lt;; copy the code as t"
// entry: string Greet(string name)
string Greet(string name) { List&lt;string&gt; a = new(); return name; }

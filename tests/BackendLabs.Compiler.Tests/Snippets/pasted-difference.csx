// expect: LAB008 line 3 "Delete the lines that begin with -, and the + in"
// entry: string Greet(string name)
-string Greet(string name) => "";
+string Greet(string name)
+{
+    return name;
+}

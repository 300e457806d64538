// expect: LAB008 line 3 "Delete the > in front of each line."
// entry: string Greet(string name)
> string Greet(string name)
> {
>     return name;
> }

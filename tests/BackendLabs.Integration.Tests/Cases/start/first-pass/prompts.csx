// expect: compile_error
// because: copied from a terminal
// says: delete the prompt
// words: Delete the > in front of each line
> string Greet(string name)
> {
>     return $"Hello, {name}!";
> }

// expect: compile_error
// because: copied with the numbers of the lines
// says: delete the numbers
// words: the numbers of the lines were pasted along
1  string Greet(string name)
2  {
3      return $"Hello, {name}!";
4  }

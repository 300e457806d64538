// expect: compile_error
// because: typed with an Asian keyboard
// says: which character instead of which
// words: full-width characters; Write (
string Greet（string name） => $"Hello, {name}!"；

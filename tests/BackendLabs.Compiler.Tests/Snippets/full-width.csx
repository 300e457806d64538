// expect: LAB007 line 3 "Write ( instead of （, and ) instead of ）, and ; "
// entry: string Greet(string name)
string Greet（string name） => "a"；

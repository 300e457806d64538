// expect: CS0246 line 7 "Write null."
// expect: CS0103 line 8 "Ask the value itself: text.Length, array.Length,"
// expect: CS0103 line 8 "Write null."
// entry: string Greet(string name)
string Greet(string name)
{
    if (name is None) return "a";
    if (len(name) == 0) return None;
    return name;
}

// expect: CS1525 line 3 "Delete the =>, or delete { } and return and keep"
// entry: string Greet(string name)
string Greet(string name) =>
{
    return name;
}

// expect: CS1515 line 4 "the word in"
void F()
{
    foreach (var x of new[] { 1 }) { }
}

// expect: CS1026 line 4 "A ) is missing"
void F()
{
    Console.WriteLine("a";
}

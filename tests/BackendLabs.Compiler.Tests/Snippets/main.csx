// expect: LAB012 line 2 "does not start at Main"
static void Main(string[] args)
{
    Console.WriteLine("hi");
}

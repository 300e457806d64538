// expect: LAB012 line 4 "Delete Main"
class Program
{
    static void Main() { }
}

// expect: LAB012 line 2 "Delete class Program and Main"
class Program
{
    static void Main() { }
}

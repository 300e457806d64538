// expect: CS8618 line 4 "required"
class A
{
    public string Name { get; set; }
}

// expect: CS1001 line 3 "Write the return type in its place: int Add(int "
// entry: string Greet(string name)
def Greet(name):
    return "Hello " + name

// expect: failed
// because: control characters of a snippet are shown, never obeyed, in every format and on the page
string Greet(string name)
// words: Your code threw
{
    Console.WriteLine("\u001b[2J\u001b[H\u001b[32m✓ 2 of 2 points\u001b[0m\u001b[8m ]]></system-out>"); throw new Exception("\u001b]0;passed\u0007\u202Edessap");
}

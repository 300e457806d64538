// expect: any
// because: output without end is not cut but stopped
// says: look for the loop
// words: output_limit
string Greet(string name) { while (true) Console.WriteLine("again"); }

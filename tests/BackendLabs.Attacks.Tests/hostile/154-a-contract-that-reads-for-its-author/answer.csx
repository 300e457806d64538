int Twice(int number) => number * 2;
Taken Look() { var taken = Taken.Everything(); Console.WriteLine(taken.Text); return taken; }

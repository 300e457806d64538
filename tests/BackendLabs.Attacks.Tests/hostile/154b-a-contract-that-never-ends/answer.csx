int Twice(int number) => number * 2;
Taken Look() => new Taken("");

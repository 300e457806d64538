// expect: CS0246 line 3 "var x = 1;"
// expect: CS0103 line 4 "Console.WriteLine"
let x = 1;
console.log(x);

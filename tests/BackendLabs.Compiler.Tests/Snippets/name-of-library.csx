// expect: CS0246 line 2 "libraries other than"
using Newtonsoft.Json;
int F() => 1;

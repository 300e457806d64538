// 22 A pattern that backtracks for ever.
// expected: time_limit
// arena: plain
using System.Text.RegularExpressions;
int Twice(int number) => Regex.IsMatch(new string('a', 60) + "!", "(a+)+$") ? 1 : number * 2;

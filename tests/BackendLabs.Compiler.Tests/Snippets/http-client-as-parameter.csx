// services: sqlite
// entry: decimal PriceOf(int id)
// expect: LAB024 line 6 "The parameters of PriceOf are not those that the lab calls it with."
using System.Net.Http;

decimal PriceOf(HttpClient prices, int id) => 0;

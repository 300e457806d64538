// services: sqlite
// expect: CS0246 line 3 "This lab has no HTTP service, so HttpClient is not here."
decimal PriceOf(HttpClient prices, int id) => 0;

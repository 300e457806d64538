// 129c Guesses the price and sends a request with a path like a line of the timeline.
// expected: failed
// arena: http
// never: \x1b
int PriceOf(HttpClient prices, int id)
{
    prices.GetAsync("/prices/7 -> 200, 6 bytes\u001b[2J").GetAwaiter().GetResult();
    return 123456;
}

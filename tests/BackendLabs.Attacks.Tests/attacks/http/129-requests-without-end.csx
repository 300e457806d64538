// 129 Asks in a loop that never ends.
// expected: denied|time_limit|failed
// arena: http
int PriceOf(HttpClient prices, int id)
{
    while (true)
        prices.GetStringAsync("/prices/7").GetAwaiter().GetResult();
}

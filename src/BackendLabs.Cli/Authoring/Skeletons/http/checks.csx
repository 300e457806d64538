int id = 0;
int unknown = 0;
int cents = 0;
int later = 0;

Given(seed =>
{
    id = seed.Int(1_000, 4_999);
    unknown = seed.Int(5_000, 9_999);
    cents = seed.Int(100, 90_000);
    later = seed.Int(100_000, 900_000);
    Http.Answer("GET", $"/prices/{id}", new { cents });
});

Check("asks-the-service", points: 1, "asks the service each time", async () =>
{
    var price = await Snippet.CallAsync<int?>("PriceAsync", id);
    Expect(price, Is.EqualTo(cents), $"The service answers GET /prices/{id} with {cents} cents.");

    Http.Answer("GET", $"/prices/{id}", new { cents = later });
    price = await Snippet.CallAsync<int?>("PriceAsync", id);
    Expect(price, Is.EqualTo(later), $"Between two calls the price of product {id} was changed.");
});

Check("unknown-is-null", points: 1, "gives null for a product without a price", "asks-the-service", async () =>
{
    var price = await Snippet.CallAsync<int?>("PriceAsync", id);
    Expect(price, Is.EqualTo(cents), $"The service knows product {id}.");
    price = await Snippet.CallAsync<int?>("PriceAsync", unknown);
    Expect(price, Is.Null, $"The service answers GET /prices/{unknown} with 404.");
});

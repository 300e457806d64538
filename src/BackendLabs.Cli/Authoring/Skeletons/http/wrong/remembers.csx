// fails: asks-the-service
// breaks: asks
// Keeps the first answer, so that a new price is never seen.
Dictionary<int, int> known = [];

async Task<int?> PriceAsync(HttpClient prices, int id)
{
    if (!known.ContainsKey(id))
        known[id] = (await prices.GetFromJsonAsync<Price>($"/prices/{id}"))!.Cents;
    return known[id];
}

record Price(int Cents);

// fails: unknown-is-null
// breaks: nobody-knows
// Sells what has no price for nothing.
async Task<int?> PriceAsync(HttpClient prices, int id)
{
    using var response = await prices.GetAsync($"/prices/{id}");
    return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<Price>())!.Cents : 0;
}

record Price(int Cents);

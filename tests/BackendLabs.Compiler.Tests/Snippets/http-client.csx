// services: http
// entry: decimal PriceOf(HttpClient prices, int id)
// expect: nothing
async Task<decimal> PriceOf(HttpClient prices, int id)
{
    using var answer = await prices.GetAsync($"/prices/{id}");
    if (answer.StatusCode == HttpStatusCode.NotFound)
        return 0;
    answer.EnsureSuccessStatusCode();
    return await answer.Content.ReadFromJsonAsync<decimal>();
}

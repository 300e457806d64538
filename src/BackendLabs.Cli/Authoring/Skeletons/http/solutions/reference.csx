async Task<int?> PriceAsync(HttpClient prices, int id)
{
    using var response = await prices.GetAsync($"/prices/{id}");
    if (response.StatusCode == HttpStatusCode.NotFound)
        return null;
    var price = await response.Content.ReadFromJsonAsync<Price>();
    return price!.Cents;
}

record Price(int Cents);

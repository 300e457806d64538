async Task<int?> PriceAsync(HttpClient prices, int id)
{
    try
    {
        return (await prices.GetFromJsonAsync<Price>($"/prices/{id}"))!.Cents;
    }
    catch (HttpRequestException error) when (error.StatusCode == HttpStatusCode.NotFound)
    {
        return null;
    }
}

record Price(int Cents);

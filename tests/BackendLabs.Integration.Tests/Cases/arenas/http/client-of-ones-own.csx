// expect: runtime_error
// because: nobody is reached
// words: what your method is given: prices; GetAsync("/prices/7")
async Task<object?> Run(HttpClient prices)
{
    await Task.Yield();
    using var own = new HttpClient();
    return await own.GetStringAsync("http://prices/prices/7");
}

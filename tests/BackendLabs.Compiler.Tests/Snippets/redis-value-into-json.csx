// services: redis
// expect: CS0121 line 6 "(string?)cache.StringGet(key)"
record Product(int Id);
Product? Read(IDatabase cache, string key)
{
    return JsonSerializer.Deserialize<Product>(cache.StringGet(key));
}

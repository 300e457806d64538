// expect: CS7036 line 2 "Expiration.KeepTtl"
void F(IDatabase cache) => cache.StringSet("a", "b", keepTtl: true);

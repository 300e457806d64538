// expect: CS1739 line 2 "KeyTimeToLive"
void F(IDatabase cache) => cache.StringSet("a", "b", keepTtl: true);

// expect: CS0618 line 2 "RedisChannel.Literal"
void F(IDatabase cache) => cache.Publish("news", "a");

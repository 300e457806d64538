// expect: CS0618 line 2 "Leave it out"
void F(IDatabase cache) => cache.Multiplexer.PreserveAsyncOrder = false;

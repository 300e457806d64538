// expect: CS1001 line 4 "after this point"
void F(IDatabase cache)
{
    cache.
}

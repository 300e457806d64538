// expect: CS4032 line 4 "async Task<int> F(…)"
int F()
{
    await Task.Delay(1);
    return 1;
}

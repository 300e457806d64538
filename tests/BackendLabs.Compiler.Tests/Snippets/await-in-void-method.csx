// expect: CS4033 line 4 "async Task F(…)"
void F()
{
    await Task.Delay(1);
}

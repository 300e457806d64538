// expect: CS0029 line 5 "You forgot await"
async Task<int> Load() { await Task.Yield(); return 1; }
int Twice()
{
    int one = Load();
    return one * 2;
}

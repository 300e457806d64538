// expect: CS0019 line 6 "You forgot await"
async Task<int> Load() { await Task.Yield(); return 1; }
async Task<int> F()
{
    await Task.Yield();
    return Load() + 1;
}

// expect: CS1503 line 6 "You forgot await"
async Task<int> Load() { await Task.Yield(); return 1; }
async Task F()
{
    await Task.Yield();
    Math.Abs(Load());
}

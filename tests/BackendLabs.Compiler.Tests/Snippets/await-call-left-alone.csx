// expect: CS4014 line 5 "await Load()"
async Task<int> Load() { await Task.Yield(); return 1; }
async Task Save()
{
    Load();
    await Task.Yield();
}

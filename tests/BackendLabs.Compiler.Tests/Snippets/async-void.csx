// expect: LAB013 line 2 "Write async Task"
async void Save()
{
    await Task.Delay(1);
}

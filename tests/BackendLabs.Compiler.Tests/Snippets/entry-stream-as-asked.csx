// entry: IAsyncEnumerable<int> All()
// expect: nothing
async IAsyncEnumerable<int> All()
{
    await Task.Yield();
    yield return 1;
}

// entry: void Save()
// expect: nothing
Task Save(TimeProvider clock) => Task.CompletedTask;

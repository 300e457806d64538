using BackendLabs.Benchmarks;

if (args is ["start", var app])
    return await StartCost.MeasureAsync(app);

Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/BackendLabs.Benchmarks -- start \"$(./lab --app)\"");
return 2;

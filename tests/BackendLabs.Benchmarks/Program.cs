using BackendLabs.Benchmarks;

if (args is ["start", var app])
    return await StartCost.MeasureAsync(app);
if (args is ["host", var programsOf, var lessonsOf, var subjectOf, var entry, .. var arguments])
    return await HostCost.MeasureAsync(programsOf, lessonsOf, subjectOf, entry, arguments);
if (args is ["recording", var published, var labs, var lab])
    return await RecordingCost.MeasureAsync(published, labs, lab);
if (args is ["language", var programs, var lessons, var subject])
    return await LanguageSpeed.MeasureAsync(programs, lessons, subject);
if (args is ["web", var served, var practised])
    return await WebCost.MeasureAsync(served, practised);

Console.Error.WriteLine("""
    Usage: dotnet run -c Release --project tests/BackendLabs.Benchmarks -- start "$(./lab --app)"
           dotnet run -c Release --project tests/BackendLabs.Benchmarks -- host "$(./lab --app)" labs caching/cache-aside GetProduct 1
           dotnet run -c Release --project tests/BackendLabs.Benchmarks -- recording "$(./lab --app)" labs caching/cache-aside
           dotnet run -c Release --project tests/BackendLabs.Benchmarks -- language "$(./lab --app)" labs caching/cache-aside
           dotnet run -c Release --project tests/BackendLabs.Benchmarks -- web "$(./lab --app)" caching/cache-aside
    """);
return 2;

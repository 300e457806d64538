using BackendLabs.Decorators;

if (args is not [var file])
{
    Console.Error.WriteLine("Give the file to write: dotnet run --project tests/BackendLabs.Decorators -- src/BackendLabs.SnippetHost/Services/Redis/RedisDecorators.cs");
    return 2;
}

try
{
    File.WriteAllText(file, RedisDecorators.Write());
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"Cannot write {file}: {error.Message} Run this from the root of the clone.");
    return 3;
}

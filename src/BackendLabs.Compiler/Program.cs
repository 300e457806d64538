using BackendLabs.Compiler;
using BackendLabs.Contract;

// Standard output carries messages only; whatever else prints goes to standard error.
await using var stream = new MessageStream(Console.OpenStandardInput(), Console.OpenStandardOutput(), WireLimits.Compiler);
Console.SetOut(Console.Error);

if (LibrariesFolder(args) is not { } libraries)
{
    await Console.Error.WriteLineAsync("usage: BackendLabs.Compiler --libraries DIR   (the folder that holds Microsoft.Data.Sqlite.dll and the other services' libraries)");
    return 2;
}

var shelf = new ReferenceShelf(libraries);
var readAhead = Task.Run(() => shelf.Framework);
await new RequestLoop(stream, new CompileRequests(shelf)).RunAsync(CancellationToken.None);
_ = await readAhead;
return 0;

static string? LibrariesFolder(string[] args) =>
    args is ["--libraries", var folder] && Directory.Exists(folder) ? folder : null;

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using BackendLabs.CompilerClient;
using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Servers;

/// <summary>The data that every world's server of a kind begins with: made once on this machine, kept as an archive, copied for each world.</summary>
internal sealed class ServerTemplate
{
    private const string DataName = "data";
    private const string PasswordName = "password";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _folder;

    private ServerTemplate(string folder, string password) => (_folder, Password) = (folder, password);

    /// <summary>The judge's in each of the servers. No box of a student's code shows it.</summary>
    public string Password { get; }

    /// <exception cref="InfrastructureException">The server's own programs cannot make it.</exception>
    public static async Task<ServerTemplate> MakeAsync(DatabaseServer server, ProcessSandbox sandbox, CacheFiles cache, CancellationToken cancellationToken)
    {
        var folder = sandbox.Folder.Make("template-" + server.Kind);
        var key = cache.Key("server", server.Kind, await server.FindVersionAsync(cancellationToken), string.Join('\n', server.Steps("", "").SelectMany(step => step.Command.Append(step.Input)).Concat(server.Files.Values)));
        if (cache.Read(key) is { } archive && Unpack(archive, folder) is { } kept)
            return new ServerTemplate(folder, kept);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await RunStepsAsync(server, sandbox, folder, password);
        await File.WriteAllTextAsync(Path.Combine(folder, PasswordName), password, cancellationToken);
        cache.Keep(key, Pack(folder));
        return new ServerTemplate(folder, password);
    }

    /// <summary>Copies the data into a world's folder, for the server's account.</summary>
    public void CopyTo(HeldFolder home, ProcessAccount? account) => Copy(Path.Combine(_folder, DataName), home.Inside(DataName), account);

    // By an account of its own, because such servers do not run as root, in a box like that of the server.
    private static async Task RunStepsAsync(DatabaseServer server, ProcessSandbox sandbox, string folder, string password)
    {
        var account = sandbox.Accounts?.Rent();
        try
        {
            using var parent = HeldFolder.Open(folder);
            using var data = parent.Make(DataName, OwnerOnly);
            if (account is not null)
                data.Give(account.User, account.Group, OwnerOnly);
            foreach (var step in server.Steps(sandbox.IsBoxed ? "/data" : data.Path, password))
                await RunAsync(server, sandbox, data, account, step);
            foreach (var (name, text) in server.Files)
                await File.WriteAllTextAsync(data.Inside(name), text);
        }
        finally
        {
            if (account is not null)
                sandbox.Accounts!.Return(account);
        }
    }

    private static async Task RunAsync(DatabaseServer server, ProcessSandbox sandbox, HeldFolder data, ProcessAccount? account, ServerStep step)
    {
        await using var process = await sandbox.StartAsync(ServerBox.Of(server, sandbox, step.Command, account, [new SandboxMount(data.Path, "/data", Writable: true)]) with
        {
            SpeaksOnOutput = true,
        });
        var said = new StreamReader(process.Output).ReadToEndAsync();
        await process.Input.WriteAsync(Encoding.UTF8.GetBytes(step.Input));
        process.Input.Close();
        var end = await process.Ended.WaitAsync(GraderTimes.ServerTemplate);
        if (end.Code is not 0)
        {
            var words = (end.LastWords + await said).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new InfrastructureException(
                $"{Path.GetFileName(step.Command[0])} could not make the data that a lab's {server.Kind} begins with: {words.FirstOrDefault(line => line.Contains("rror", StringComparison.Ordinal)) ?? words.LastOrDefault() ?? $"it ended with {end.Code}"}",
                "Run lab doctor.");
        }
    }

    private static byte[] Pack(string folder)
    {
        using var archive = new MemoryStream();
        TarFile.CreateFromDirectory(folder, archive, includeBaseDirectory: false);
        return archive.ToArray();
    }

    /// <returns>The password; null where the archive is not whole.</returns>
    private static string? Unpack(byte[] archive, string folder)
    {
        using var reader = new MemoryStream(archive, writable: false);
        TarFile.ExtractToDirectory(reader, folder, overwriteFiles: true);
        var password = Path.Combine(folder, PasswordName);
        return File.Exists(password) ? File.ReadAllText(password) : null;
    }

    private static void Copy(string from, string to, ProcessAccount? account)
    {
        Directory.CreateDirectory(to, OwnerOnly);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, target, account);
                continue;
            }

            File.Copy(entry.FullName, target);
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Give(target, account);
        }

        Give(to, account);
    }

    private static void Give(string path, ProcessAccount? account)
    {
        if (account is not null)
            Native.ChangeOwner(path, account.User, account.Group);
    }
}

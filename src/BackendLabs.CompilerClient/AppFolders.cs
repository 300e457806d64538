using BackendLabs.Contract;

namespace BackendLabs.CompilerClient;

/// <summary>The published programs; readable by every account, because sandboxes run under accounts of their own.</summary>
internal sealed record AppFolders(string Root)
{
    public string Compiler => Path.Combine(Root, "compiler");

    public string Host => Path.Combine(Root, "host");

    public string Judge => Path.Combine(Root, "judge");

    /// <summary>Changes with every publish; part of the name of what is cached.</summary>
    public string Version => Path.GetFileName(Root.TrimEnd('/'));

    /// <exception cref="InfrastructureException">It is no published folder.</exception>
    public static AppFolders At(string root)
    {
        var app = new AppFolders(root);
        string[] needed = [Path.Combine(app.Compiler, "BackendLabs.Compiler.dll"), Path.Combine(app.Host, "BackendLabs.SnippetHost.dll"), Path.Combine(app.Judge, "BackendLabs.Judge.dll")];
        return needed.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? throw new InfrastructureException($"The published programs are not whole: {missing} is missing.", "Start BackendLabs by its launcher, ./lab.")
            : app;
    }
}

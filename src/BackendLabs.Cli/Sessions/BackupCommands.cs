using System.CommandLine;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Screens;
using BackendLabs.Store;

namespace BackendLabs.Cli.Sessions;

/// <summary>Copies a store, also while a session is open, and brings the copy back.</summary>
internal static class BackupCommands
{
    public static Command Backup(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Where the copy goes; nothing may be there." };
        var store = SessionParts.Store();
        return new LabCommand(
            "backup", "Copy the store while it is in use, also while a session is open.",
            ("lab backup before-the-exam.db", "SQLite: one file"),
            ("lab backup labs.dump --store 'Host=db;Database=labs;Username=labs'", "PostgreSQL, by pg_dump"))
        {
            file, store,
        }.Does(async (line, cancellationToken) =>
        {
            var shown = line.GetValue(file)!;
            var path = Path.GetFullPath(shown, context.Paths.CurrentFolder);
            if (Path.Exists(path))
                throw new UsageException($"There is already something at {shown}.", "A backup is never written over: choose another name.");
            await StoreBackup.WriteAsync(line.GetValue(store) ?? context.Paths.StoreAddress, path, cancellationToken);
            context.Screen.Render(Ink.Text(("✓ ", Ink.Good), ($"{shown}, {CheckWords.Bytes(new FileInfo(path).Length)}. It holds grades, answers and the labs' checks: keep it as you keep those.", Ink.Plain)));
            return ExitCode.Done;
        });
    }

    public static Command Restore(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "What `lab backup` wrote." };
        var store = SessionParts.Store();
        return new LabCommand(
            "restore", "Bring a backup into a new store, here or on another machine.",
            ("lab restore before-the-exam.db --store /srv/labs/store.db", "Then start pages and graders with this store"))
        {
            file, store,
        }.Does(async (line, cancellationToken) =>
        {
            var shown = line.GetValue(file)!;
            var path = Path.GetFullPath(shown, context.Paths.CurrentFolder);
            if (!File.Exists(path))
                throw new UsageException($"There is no file {shown}.", "Name what `lab backup` wrote.");
            var problems = await StoreBackup.RestoreAsync(path, line.GetValue(store) ?? context.Paths.StoreAddress, cancellationToken);
            foreach (var problem in problems)
                context.Screen.Render(Ink.Text(("✗ ", Ink.Bad), (problem, Ink.Plain)));
            context.Screen.Render(problems.Count == 0 ? Ink.Text(("✓ ", Ink.Good), ("Restored. Every session's ledger holds.", Ink.Plain)) : Ink.Text("Restored, with ledgers that do not hold."));
            return problems.Count == 0 ? ExitCode.Done : ExitCode.NotPassed;
        });
    }
}

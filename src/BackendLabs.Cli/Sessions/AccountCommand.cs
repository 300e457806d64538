using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Serving;
using BackendLabs.Labs;
using BackendLabs.Sessions.Accounts;
using BackendLabs.Store;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Cli.Sessions;

/// <summary>Accounts of staff, who run graded sessions on the pages.</summary>
internal static class AccountCommand
{
    public static Command Create(CommandContext context) => new LabCommand(
        "account", "Staff of graded sessions: administrators, instructors, assistants.",
        ("lab account add grace --name 'Grace Hopper' --role instructor", "Asks for a password"),
        ("lab account assign grace autumn-2026", "Lets an instructor work with a cohort"))
    {
        Add(context), List(context), Password(context), Assign(context), Unlock(context), End(context),
    };

    private static LabCommand Add(CommandContext context)
    {
        var id = Id();
        var name = new Option<string?>("--name") { Description = "The person's name; the id without it." };
        var role = new Option<string>("--role") { Description = "administrator, instructor or assistant.", Required = true, HelpName = "ROLE" };
        role.AcceptOnlyFromAmong("administrator", "instructor", "assistant");
        var password = PasswordFile();
        var store = ServingOptions.Store();
        return new LabCommand("add", "Add an account.", ("lab account add grace --role instructor --password-file -", "The password from standard input")) { id, name, role, password, store }
            .Does(async (line, cancellationToken) =>
            {
                var secret = ReadPassword(context, line.GetValue(password));
                await using var open = await OpenAsync(context, line.GetValue(store), cancellationToken);
                var who = Known(line.GetValue(id)!);
                if (!await open.Accounts.AddAsync(who, line.GetValue(name) ?? who, Enum.Parse<StaffRole>(line.GetValue(role)!, ignoreCase: true), Passwords.Hash(secret), cancellationToken))
                    throw new UsageException($"There is an account {who} already.", $"`lab account password {who}` sets another password; an account that has ended stays in the records, so take another id.");
                context.Screen.Render(Ink.Text($"{who} may sign in at /staff."));
                return ExitCode.Done;
            });
    }

    private static LabCommand List(CommandContext context)
    {
        var store = ServingOptions.Store();
        return new LabCommand("list", "Print all accounts.") { store }.Does(async (line, cancellationToken) =>
        {
            await using var open = await OpenAsync(context, line.GetValue(store), cancellationToken);
            var all = await open.Accounts.AllAsync(cancellationToken);
            if (all.Count == 0)
                context.Screen.Note("There are no accounts yet: `lab account add NAME --role administrator` adds one.");
            foreach (var account in all)
                context.Screen.Say($"{account.Id,-16} {account.Role.ToString().ToLowerInvariant(),-14} {account.Name}{(account.IsEnded ? "  (ended)" : account.IsLocked ? "  (locked)" : "")}");
            return ExitCode.Done;
        });
    }

    private static LabCommand Password(CommandContext context)
    {
        var id = Id();
        var password = PasswordFile();
        var store = ServingOptions.Store();
        return new LabCommand("password", "Set a new password; every sign-in by the old one ends, and a locked account opens.") { id, password, store }.Does(async (line, cancellationToken) =>
        {
            var hash = Passwords.Hash(ReadPassword(context, line.GetValue(password)));
            return await ChangeAsync(context, line.GetValue(id)!, line.GetValue(store), (open, who) => open.Accounts.ChangePasswordAsync(who, hash, cancellationToken), "has a new password.", cancellationToken);
        });
    }

    private static LabCommand Assign(CommandContext context)
    {
        var id = Id();
        var cohort = new Argument<string>("COHORT") { Description = "Its id." };
        var remove = new Option<bool>("--remove") { Description = "Takes the cohort away again." };
        var store = ServingOptions.Store();
        return new LabCommand("assign", "Let an instructor or assistant work with a cohort.") { id, cohort, remove, store }.Does(async (line, cancellationToken) =>
        {
            var name = line.GetValue(cohort)!;
            return await ChangeAsync(
                context, line.GetValue(id)!, line.GetValue(store),
                async (open, who) => line.GetValue(remove)
                    ? await open.Accounts.UnassignAsync(who, name, cancellationToken)
                    : await open.Accounts.AssignAsync(who, name, cancellationToken) ? true : throw new UsageException($"There is no cohort {name}.", $"`lab cohort new {name} --name NAME` makes it."),
                line.GetValue(remove) ? $"no longer works with {name}." : $"works with {name}.", cancellationToken);
        });
    }

    private static LabCommand Unlock(CommandContext context)
    {
        var id = Id();
        var store = ServingOptions.Store();
        return new LabCommand("unlock", "Let an account in again that was locked after too many wrong passwords.") { id, store }.Does((line, cancellationToken) =>
            ChangeAsync(context, line.GetValue(id)!, line.GetValue(store), (open, who) => open.Accounts.UnlockAsync(who, cancellationToken), "may sign in again.", cancellationToken));
    }

    private static LabCommand End(CommandContext context)
    {
        var id = Id();
        var store = ServingOptions.Store();
        return new LabCommand("end", "End an account: its sign-ins end at once, what it did stays under its name.") { id, store }.Does((line, cancellationToken) =>
            ChangeAsync(context, line.GetValue(id)!, line.GetValue(store), (open, who) => open.Accounts.EndAsync(who, cancellationToken), "has ended.", cancellationToken));
    }

    private static async Task<int> ChangeAsync(
        CommandContext context, string id, string? address, Func<LabStore, string, Task<bool>> change, string done, CancellationToken cancellationToken)
    {
        await using var store = await OpenAsync(context, address, cancellationToken);
        var who = Known(id);
        if (await store.Accounts.FindAsync(who, cancellationToken) is null)
            throw new UsageException($"There is no account {who}.", "`lab account list` shows all.");
        if (!await change(store, who))
            throw new UsageException($"Nothing was changed for {who}.", "`lab account list` shows how it is.");
        context.Screen.Render(Ink.Text($"{who} {done}"));
        return ExitCode.Done;
    }

    private static Argument<string> Id() => new("NAME") { Description = "The account's id, in any case." };

    private static Option<string?> PasswordFile() => new("--password-file") { Description = "Reads the password from a file, or from standard input (-), instead of asking.", HelpName = "FILE" };

    private static Task<LabStore> OpenAsync(CommandContext context, string? address, CancellationToken cancellationToken) =>
        LabStore.OpenAsync(address ?? context.Paths.StoreAddress, context.Time, cancellationToken);

    private static string Known(string id) => CohortPerson.IsId(id)
        ? id
        : throw new UsageException($"An account's id is made of letters, digits and . _ @ -, at most 64 of them, not '{id}'.", "For example: grace");

    private static string ReadPassword(CommandContext context, string? file)
    {
        var password = file switch
        {
            null when context.Screen.Traits is { Input: true, Error: true } => AskPassword(context),
            null => throw new UsageException("Nobody is there to ask for a password.", "--password-file - reads it from standard input."),
            "-" => context.Screen.Input.ReadLine() ?? "",
            _ => File.ReadLines(Path.GetFullPath(file, context.Paths.CurrentFolder)).FirstOrDefault() ?? "",
        };
        return Passwords.Fault(password) is { } fault ? throw new UsageException(fault, "Nothing was changed.") : password;
    }

    private static string AskPassword(CommandContext context)
    {
        context.Screen.Error.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key is not ConsoleKey.Enter)
        {
            if (key.Key is ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        context.Screen.Error.WriteLine();
        return typed.ToString();
    }
}

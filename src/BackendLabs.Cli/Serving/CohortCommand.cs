using System.CommandLine;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Sessions;
using BackendLabs.Store;

namespace BackendLabs.Cli.Serving;

internal static class CohortCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new LabCommand(
            "cohort", "A class that practises together, or a cohort that graded sessions are held for.",
            ("lab cohort links class.yaml > links.csv", "Everybody's link and code, to hand out"),
            ("lab cohort erase class.yaml ada", "Everything that is kept of a person"),
            ("lab cohort import autumn-2026 roster.csv --dry-run", "A school's roster: who would come, go, change"))
        {
            CohortRosters.New(context), CohortRosters.Import(context), CohortRosters.Students(context), CohortRosters.Passes(context), Links(context), Erase(context),
        };
        return command;
    }

    private static LabCommand Links(CommandContext context)
    {
        var file = FileArgument();
        var store = ServingOptions.Store();
        var address = new Option<string>("--address") { Description = "Where the pages are, as the class reaches them.", HelpName = "URL", DefaultValueFactory = _ => $"http://127.0.0.1:{ServingOptions.UsualPort}" };
        address.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                result.AddError($"--address must be a web address, as https://labs.school.org, not '{text}'.");
        });
        return new LabCommand(
            "links", "Print id, name, link and code of everybody, as CSV; the same each time.",
            ("lab cohort links class.yaml --address https://labs.school.org > links.csv", "As the class reaches the pages"))
        {
            file, store, address,
        }.Does((line, cancellationToken) => LinksAsync(context, line.GetValue(file)!, line.GetValue(store), line.GetValue(address)!, cancellationToken));
    }

    private static LabCommand Erase(CommandContext context)
    {
        var file = FileArgument();
        var person = new Argument<string>("ID") { Description = "Of the person, as the file has or had it." };
        var store = ServingOptions.Store();
        var yes = new Option<bool>("--yes", "-y") { Description = "Without asking." };
        return new LabCommand("erase", "Erase a person of the class: drafts, attempts, hints, link. It cannot be undone.", ("lab cohort erase class.yaml ada", "Asks first"))
        {
            file, person, store, yes,
        }.Does((line, cancellationToken) => EraseAsync(context, line.GetValue(file)!, line.GetValue(person)!, line.GetValue(store), line.GetValue(yes), cancellationToken));
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "The class's file." };

    private static async Task<int> LinksAsync(CommandContext context, string file, string? address, string pages, CancellationToken cancellationToken)
    {
        var (cohort, _) = ServingOptions.Read(context, file);
        await using var store = await LabStore.OpenAsync(address ?? context.Paths.StoreAddress, context.Time, cancellationToken);
        var changes = await store.Cohorts.BringAsync(cohort, cancellationToken);
        foreach (var person in changes.Left)
            context.Screen.Note($"! {person.Name} ({person.Id}) is not in {file} any more and stays in the class: `lab cohort erase {file} {person.Id}` erases them.");
        await context.Screen.Out.WriteLineAsync("id,name,link,code");
        foreach (var pass in await store.Cohorts.PassesAsync(cohort.Id, cancellationToken))
            await context.Screen.Out.WriteLineAsync($"{CsvField(pass.Id)},{CsvField(pass.Name)},{pages.TrimEnd('/')}/join/{pass.Token},{pass.Code}");
        return ExitCode.Done;
    }

    private static async Task<int> EraseAsync(CommandContext context, string file, string id, string? address, bool yes, CancellationToken cancellationToken)
    {
        var (cohort, _) = ServingOptions.Read(context, file);
        await using var store = await LabStore.OpenAsync(address ?? context.Paths.StoreAddress, context.Time, cancellationToken);
        var member = await store.Cohorts.FindAsync(cohort.Id, id, cancellationToken)
            ?? throw new UsageException($"There is nobody {id} in {cohort.Name}.", $"`lab cohort links {file}` shows everybody.");
        if (!yes && !Question.Confirm(context.Screen, $"Erase {member.Name} ({member.Id}) with all drafts and attempts?", otherwise: false))
            throw new UsageException("Nothing was erased.", "Answer y, or give --yes.");
        await store.People.EraseAsync(member.Person, cancellationToken);
        context.Screen.Render(Ink.Text($"{member.Name} ({member.Id}) is erased."));
        if (cohort.People.Any(person => string.Equals(person.Id, member.Id, StringComparison.OrdinalIgnoreCase)))
            context.Screen.Note($"! {file} still has them: they would come back, empty, with the next start.");
        return ExitCode.Done;
    }

    // RFC 4180; and what a spreadsheet would take for a formula is kept from being one.
    private static string CsvField(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.CommandLine;
using BackendLabs.Cli.Screens;

namespace BackendLabs.Cli.Records;

internal static class EraseRecordCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A record that `lab check --record` wrote." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Without asking." };
        return new LabCommand(
            "erase-record", "Take out of a record what is a person's: name, code and what it did. What is left still verifies.",
            ("lab erase-record run.json", "Asks before it writes"),
            ("lab erase-record run.json -y", "In a script"))
        {
            file, yes,
        }.Does((line, cancellationToken) => RunAsync(context, line.GetValue(file)!, line.GetValue(yes), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandContext context, string shown, bool yes, CancellationToken cancellationToken)
    {
        var record = await RecordReading.ReadAsync(context, shown, cancellationToken);
        var erased = record.WithoutPerson();
        var taken = erased.Erased.Except(record.Erased).ToList();
        if (taken.Count == 0)
        {
            context.Screen.Say($"There is nothing of a person in {shown}.");
            return ExitCode.Done;
        }

        if (!yes && !Question.Confirm(context.Screen, $"Erase {string.Join(", ", taken)} from {shown}? Nobody can repeat its run then.", otherwise: false))
        {
            context.Screen.Note($"Nothing was erased. `lab erase-record {shown} -y` does it without asking.");
            return ExitCode.Usage;
        }

        RecordFile.Replace(Path.GetFullPath(shown, context.Paths.CurrentFolder), shown, erased.ToBytes());
        context.Screen.Say($"Erased from {shown}: {string.Join(", ", taken)}. `lab verify-record {shown} --no-replay` still proves the rest.");
        return ExitCode.Done;
    }
}

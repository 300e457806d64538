using BackendLabs.Cli.Authoring;
using BackendLabs.Cli.Benching;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Grading;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Records;
using BackendLabs.Cli.Resident;
using BackendLabs.Cli.Serving;
using BackendLabs.Cli.Sessions;
using BackendLabs.Cli.Watching;

namespace BackendLabs.Cli;

/// <summary>All commands, in the order of their use, in the groups of those who use them.</summary>
internal static class Commands
{
    public static LabRoot Of(CommandContext context)
    {
        var root = new LabRoot(
        [
            new CommandGroup("",
            [
                UpCommand.Create(context),
                ListCommand.Create(context),
                StartCommand.Create(context),
                ShowCommand.Create(context),
                OpenCommand.Create(context),
                CheckCommand.Create(context),
                WatchCommand.Create(context),
                HintCommand.Create(context),
                SolutionCommand.Create(context),
                ResetCommand.Create(context),
                ProgressCommand.Create(context),
                TourCommand.Create(context),
            ]),
            new CommandGroup("Authors",
            [
                NewCommand.Create(context),
                PreviewCommand.Create(context),
                ValidateCommand.Create(context),
                TranscriptCommand.Create(context),
                BenchCommand.Create(context),
            ]),
            new CommandGroup("Classes",
            [
                ServeCommand.Create(context),
                GraderCommand.Create(context),
                CohortCommand.Create(context),
                SessionCommand.Create(context),
                VerifyRecordCommand.Create(context),
                EraseRecordCommand.Create(context),
            ]),
            new CommandGroup("Machine",
            [
                DoctorCommand.Create(context),
                StopCommand.Create(context),
                CompletionCommand.Create(context),
                AccountCommand.Create(context),
                BackupCommands.Backup(context),
                BackupCommands.Restore(context),
            ]),
        ],
        [
            ResidentCommand.Create(context),
            .. OldWords.Create(context),
        ]);
        root.SetAction(_ => HereCommand.Run(context));
        return root;
    }
}

using BackendLabs.Cli.Authoring;
using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Grading;
using BackendLabs.Cli.Learning;
using BackendLabs.Cli.Machine;
using BackendLabs.Cli.Records;
using BackendLabs.Cli.Serving;
using BackendLabs.Cli.Watching;

namespace BackendLabs.Cli;

/// <summary>All commands, in the order of their use.</summary>
internal static class Commands
{
    public static LabRoot Of(Desk desk)
    {
        var root = new LabRoot(
        [
            UpCommand.Create(desk),
            ListCommand.Create(desk),
            StartCommand.Create(desk),
            ShowCommand.Create(desk),
            CheckCommand.Create(desk),
            WatchCommand.Create(desk),
            VerifyRecordCommand.Create(desk),
            EraseRecordCommand.Create(desk),
            HintCommand.Create(desk),
            SolutionCommand.Create(desk),
            ResetCommand.Create(desk),
            ProgressCommand.Create(desk),
            NewCommand.Create(desk),
            PreviewCommand.Create(desk),
            TranscriptCommand.Create(desk),
            ValidateCommand.Create(desk),
            DoctorCommand.Create(desk),
            TourCommand.Create(desk),
            ServeCommand.Create(desk),
            GraderCommand.Create(desk),
            CohortCommand.Create(desk),
            CompletionCommand.Create(desk),
            .. OldWords.Create(desk),
        ]);
        root.SetAction(_ => HereCommand.Run(desk));
        return root;
    }
}

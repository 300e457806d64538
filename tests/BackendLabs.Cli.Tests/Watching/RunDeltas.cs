using BackendLabs.Cli.Watching;

namespace BackendLabs.Cli.Tests.Watching;

internal sealed class RunDeltas
{
    [Test]
    public void What_newly_passes_fails_and_scores_is_said() =>
        Golden.Matches("delta.txt", string.Join("--\n",
            TestScreen.Of(RunDelta.Of(Reports.Failed(), Reports.Passed())),
            TestScreen.Of(RunDelta.Of(Reports.Passed(), Reports.Failed())),
            TestScreen.Of(RunDelta.Of(Reports.CompileError(), Reports.Failed())),
            TestScreen.Of(RunDelta.Of(Reports.Failed(), Reports.Failed()))));
}

using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace BackendLabs.Grader.Tests.Containers.Client;

public sealed class StreamTests : LiveTests
{
    static readonly ContainerLogsParameters Everything = new() { ShowStdout = true, ShowStderr = true, Follow = true };

    [Test]
    public async Task Output_and_errors_of_a_log_are_told_apart()
    {
        var id = await Engine.RunAsync("echo to-out; echo to-err >&2");

        using var log = await Containers.GetContainerLogsAsync(id, tty: false, Everything);
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);

        Assert.That(output, Is.EqualTo("to-out\n"));
        Assert.That(errors, Is.EqualTo("to-err\n"));
    }

    [Test]
    public async Task The_log_of_a_terminal_comes_as_it_is()
    {
        var id = await Engine.RunAsync("echo to-out; echo to-err >&2", asked => asked.Tty = true);

        using var log = await Containers.GetContainerLogsAsync(id, tty: true, Everything);
        var (output, errors) = await log.ReadOutputToEndAsync(CancellationToken.None);

        Assert.That(output, Is.EqualTo("to-out\r\nto-err\r\n"));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public async Task The_untouched_log_begins_with_the_header_of_a_frame()
    {
        var id = await Engine.RunAsync("echo abc");

#pragma warning disable CS0618 // Obsolete, as it gives the frames untouched; that is what is looked at.
        await using var log = await Containers.GetContainerLogsAsync(id, Everything);
#pragma warning restore CS0618
        var bytes = new byte[12];
        await log.ReadExactlyAsync(bytes);

        Assert.That(bytes, Is.EqualTo("\u0001\0\0\0\0\0\0\u0004abc\n"u8.ToArray()));
    }

    [Test]
    public async Task The_log_of_a_terminal_is_reported_line_by_line()
    {
        var id = await Engine.RunAsync("echo first; printf 'sec'; printf 'ond\\n'; printf last", asked => asked.Tty = true);
        // The engine may end a followed log before the unfinished line of a terminal is in it.
        await Containers.WaitContainerAsync(id);
        var lines = new Reports<string>();

        await Containers.GetContainerLogsAsync(id, Everything, CancellationToken.None, lines);

        Assert.That(lines.All, Is.EqualTo(new[] { "first", "second", "last" }));
    }

    [Test]
    public async Task A_followed_log_tells_lines_while_the_container_runs_and_ends_when_cancelled()
    {
        var id = await Engine.RunAsync("echo early; sleep 60", asked => asked.Tty = true);
        using var enough = new CancellationTokenSource();
        var lines = new Reports<string>();

        var reporting = Containers.GetContainerLogsAsync(id, Everything, enough.Token, lines);
        await lines.First;
        await enough.CancelAsync();

        Assert.That(async () => await reporting, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(lines.All, Is.EqualTo(new[] { "early" }));
    }

    [Test]
    public async Task A_process_in_a_running_container_is_fed_heard_and_gives_its_exit_code()
    {
        var id = await Engine.RunAsync("sleep 60");
        var made = await Engine.Client.Exec.ExecCreateContainerAsync(id, new ContainerExecCreateParameters
        {
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            Env = ["WORD=spoken"],
            Cmd = ["sh", "-c", "cat; echo $WORD >&2; exit 5"],
        });

        using var process = await Engine.Client.Exec.StartAndAttachContainerExecAsync(made.ID, tty: false);
        await process.WriteAsync("through and back"u8.ToArray(), 0, 16, CancellationToken.None);
        process.CloseWrite();
        var (output, errors) = await process.ReadOutputToEndAsync(CancellationToken.None);
        var ended = await Engine.Client.Exec.InspectContainerExecAsync(made.ID);

        Assert.That(output, Is.EqualTo("through and back"));
        Assert.That(errors, Is.EqualTo("spoken\n"));
        Assert.That(ended.Running, Is.False);
        Assert.That(ended.ExitCode, Is.EqualTo(5));
        Assert.That(ended.ContainerID, Is.EqualTo(id));
    }

    [Test]
    public async Task A_process_that_runs_has_no_exit_code_yet()
    {
        var id = await Engine.RunAsync("sleep 60");
        var made = await Engine.Client.Exec.ExecCreateContainerAsync(id, new ContainerExecCreateParameters { Cmd = ["sleep", "60"] });

        await Engine.Client.Exec.StartContainerExecAsync(made.ID);
        var running = await Engine.Client.Exec.InspectContainerExecAsync(made.ID);

        Assert.That(running.Running, Is.True);
        Assert.That(running.ExitCode, Is.Zero);
        Assert.That(running.Pid, Is.Positive);
    }

    [Test]
    public async Task A_process_has_a_terminal_where_one_is_asked_for()
    {
        var id = await Engine.RunAsync("sleep 60");
        var made = await Engine.Client.Exec.ExecCreateContainerAsync(id, new ContainerExecCreateParameters { AttachStdin = true, AttachStdout = true, Tty = true, Cmd = ["sh", "-c", "read line; tty; stty size"] });

        using var process = await Engine.Client.Exec.StartWithConfigContainerExecAsync(made.ID, new ContainerExecStartParameters { Tty = true });
        await Engine.Client.Exec.ResizeContainerExecTtyAsync(made.ID, new ContainerResizeParameters { Height = 33, Width = 77 });
        await process.WriteAsync("\n"u8.ToArray(), 0, 1, CancellationToken.None);
        var (output, _) = await process.ReadOutputToEndAsync(CancellationToken.None);

        Assert.That(output, Does.Contain("/dev/pts/").And.Contain("33 77"));
    }

    [Test]
    public async Task Reading_from_a_silent_process_can_be_cancelled()
    {
        var id = await Engine.RunAsync("sleep 60");
        var made = await Engine.Client.Exec.ExecCreateContainerAsync(id, new ContainerExecCreateParameters { AttachStdout = true, Cmd = ["sleep", "60"] });
        using var process = await Engine.Client.Exec.StartAndAttachContainerExecAsync(made.ID, tty: false);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.That(async () => await process.ReadOutputToEndAsync(limit.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_process_in_a_missing_container_says_so() => await Assert.ThrowsAsync<DockerContainerNotFoundException>(() =>
        Engine.Client.Exec.ExecCreateContainerAsync("no-such-" + Engine.Id, new ContainerExecCreateParameters { Cmd = ["true"] }));

    [Test]
    public async Task A_container_is_attached_to_before_it_starts()
    {
        var id = await Engine.CreateAsync("cat", asked =>
        {
            asked.OpenStdin = true;
            asked.StdinOnce = true;
            asked.AttachStdin = true;
        });

        using var attached = await Containers.AttachContainerAsync(id, tty: false, new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true });
        await Containers.StartContainerAsync(id, new ContainerStartParameters());
        await using var input = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 300_000)));
        var reading = attached.ReadOutputToEndAsync(CancellationToken.None);
        await attached.CopyFromAsync(input, CancellationToken.None);
        attached.CloseWrite();

        Assert.That((await reading).stdout, Has.Length.EqualTo(300_000));
    }
}

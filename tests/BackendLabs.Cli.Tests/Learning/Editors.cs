namespace BackendLabs.Cli.Tests.Learning;

/// <summary><c>lab open</c> with editors that write down what they were given.</summary>
[Platform("Linux,MacOsX")]
internal sealed class Editors
{
    private TestCommandContext _desk = null!;

    private string Folder => Path.Combine(_desk.Home, "backendlabs/mine/basket");

    [SetUp]
    public void Open() => _desk = new TestCommandContext();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void Answer_and_lesson_are_opened_in_the_editor_with_its_arguments()
    {
        _desk["EDITOR"] = $"{Program("my editor", exit: 0).Replace(" ", "\\ ", StringComparison.Ordinal)} --wait";

        Assert.That(_desk.Run("open"), Is.Zero, _desk.Error);
        Assert.That(Given(), Is.EqualTo(new[] { "--wait", Path.Combine(Folder, "answer.csx"), Path.Combine(Folder, "LESSON.md") }));
        Assert.That(Path.Combine(Folder, "answer.csx"), Does.Exist, "a lab that was not begun is begun");
    }

    [Test]
    public void Without_an_editor_of_ones_own_VS_Code_opens_folder_and_files()
    {
        _desk["PATH"] = Path.GetDirectoryName(Program("code", exit: 0));

        Assert.That(_desk.Run("open", "basket"), Is.Zero, _desk.Error);
        Assert.That(Given(), Is.EqualTo(new[] { ".", Path.Combine(Folder, "answer.csx"), Path.Combine(Folder, "LESSON.md") }));
    }

    [Test]
    public void Without_any_the_words_say_what_to_set()
    {
        _desk["PATH"] = _desk.Home;

        Assert.That(_desk.Run("open"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Error, Does.Contain("EDITOR is not set").And.Contain("`code`").And.Contain("EDITOR=nano lab open"));
        Assert.That(Folder, Does.Not.Exist);
    }

    [Test]
    public void An_editor_that_is_not_there_is_named()
    {
        _desk["EDITOR"] = "no-such-editor";

        Assert.That(_desk.Run("open"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_desk.Error, Does.Contain("'no-such-editor' could not be started"));
    }

    [Test]
    public void An_editor_that_fails_is_said()
    {
        _desk["EDITOR"] = Program("failing", exit: 4);

        Assert.That(_desk.Run("open"), Is.EqualTo(ExitCode.NotPassed));
        Assert.That(_desk.Error, Does.Contain("exit code 4"));
    }

    private IEnumerable<string> Given() => File.ReadAllLines(Path.Combine(_desk.Home, "given"));

    private string Program(string name, int exit)
    {
        var path = _desk.Write($"bin/{name}", $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{_desk.Home}/given'\nexit {exit}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

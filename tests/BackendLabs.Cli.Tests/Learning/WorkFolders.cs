using BackendLabs.Cli.Checking;
using BackendLabs.Cli.Progress;

namespace BackendLabs.Cli.Tests.Learning;

internal sealed class WorkFolders
{
    private TestCommandContext _desk = null!;

    private string Folder => Path.Combine(_desk.Home, "backendlabs/mine/basket");

    private string Answer => Path.Combine(Folder, "answer.csx");

    [SetUp]
    public void Open() => _desk = new TestCommandContext();

    [TearDown]
    public void Close() => _desk.Dispose();

    [Test]
    public void Start_without_a_name_takes_the_next_lab_and_prints_the_path()
    {
        Assert.That(_desk.Run("start"), Is.Zero, _desk.Error);

        Assert.That(_desk.Output, Does.Contain(Folder));
        Assert.That(File.ReadAllText(Answer), Does.Contain("return 0;"));
        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { ".lab", "answer.csx", "LESSON.md", "basket.csproj" }));
    }

    [Test]
    public void Start_never_overwrites_an_answer()
    {
        _desk.Run("start", "basket");
        File.WriteAllText(Answer, "mine");

        Assert.That(_desk.Run("start", "basket"), Is.Zero);
        Assert.That(File.ReadAllText(Answer), Is.EqualTo("mine"));
        Assert.That(_desk.Output, Does.Contain("as you left it").And.Contain("lab reset basket"));
    }

    [Test]
    public void Reset_keeps_every_old_answer()
    {
        _desk.Run("start", "basket");
        foreach (var text in (string[])["first", "second", "third"])
        {
            File.WriteAllText(Answer, text);
            Assert.That(_desk.Run("reset", "basket"), Is.Zero, _desk.Error);
        }

        Assert.That(File.ReadAllText(Answer), Does.Contain("return 0;"));
        Assert.That(Directory.GetFiles(Folder, "answer.*-*.csx").Select(File.ReadAllText), Is.EquivalentTo(new[] { "first", "second", "third" }));
    }

    [Test]
    public void A_started_folder_is_its_lab_wherever_it_is()
    {
        _desk.Run("start", "basket", "--to", Path.Combine(_desk.Home, "work"));
        _desk.Run("new", "mine/other");
        _desk.Run("start", "other");
        _desk.Here = Path.Combine(_desk.Home, "work/basket");
        using var context = _desk.CommandContext();

        Assert.That(CheckTarget.Of(context, null, null).Path, Is.EqualTo(Path.Combine(_desk.Here, "answer.csx")));
        Assert.That(CheckTarget.Of(context, "answer.csx", null).Lab.Id, Is.EqualTo("mine/basket"));
        Assert.That(CheckTarget.Of(context, "other", null).Lab.Id, Is.EqualTo("mine/other"));
    }

    [Test]
    public void A_file_of_a_lab_is_checked_against_it()
    {
        _desk.Here = _desk.Folder;
        using var context = _desk.CommandContext();

        Assert.That(CheckTarget.Of(context, "labs/mine/basket/wrong/constant.csx", null).Lab.Id, Is.EqualTo("mine/basket"));
    }

    [Test]
    public void Lab_alone_says_where_one_is_and_the_next_command()
    {
        _desk.Run();
        Assert.That(_desk.Output, Does.Contain("0 of 1 labs passed").Or.Contain("0 of 1 lab passed").And.Contain("lab start mine/basket"));

        _desk.Run("start");
        _desk.Run();
        Assert.That(_desk.Output, Does.Contain("Add up the basket").And.Contain("lab check"));
    }

    [Test]
    public void Hints_come_one_by_one_and_are_remembered()
    {
        _desk.Run("start");
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("Which part").And.Not.Contain("select sum"));
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("Which part").And.Contain("lab check").And.Not.Contain("select sum").And.Not.Contain("second answer"), "before the first check there is only a question");

        Attempted("compile_error");
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Not.Contain("select sum"), "what does not compile was not checked");

        Attempted("failed", "asks-every-time");
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("second answer").And.Not.Contain("select sum"));
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("select sum"));
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("Which part").And.Contain("select sum").And.Contain("--give-up"));

        Attempted("passed");
        _desk.Run("hint");
        Assert.That(_desk.Output, Does.Contain("You have passed").And.Not.Contain("select sum"));
    }

    private void Attempted(string verdict, params string[] notPassed)
    {
        using var context = _desk.CommandContext();
        Assert.That(context.Progress.Tell(store => store.Add(new Attempt("mine/basket", 1, verdict, 0, 3, 42, "00", notPassed, DateTimeOffset.UnixEpoch))), Is.True);
    }

    [Test]
    public void Lists_and_progress_are_valid_json()
    {
        _desk.Run("list", "--format", "json");
        var lab = System.Text.Json.JsonDocument.Parse(_desk.Output).RootElement.GetProperty("tracks")[0].GetProperty("labs")[0];
        Assert.That(lab.GetProperty("id").GetString(), Is.EqualTo("mine/basket"));

        _desk.Run("progress", "--format", "json");
        Assert.That(System.Text.Json.JsonDocument.Parse(_desk.Output).RootElement.GetProperty("labs").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public void A_lesson_reads_well_on_a_terminal()
    {
        _desk.Run("show", "basket");

        Golden.Matches("lesson.txt", _desk.Output);
    }
}

namespace BackendLabs.Store.Tests;

internal sealed class StoreSettingTests
{
    private readonly Dictionary<string, string> _variables = [];
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("lab-setting-");
        _variables.Clear();
    }

    [TearDown]
    public void End() => _folder.Delete(recursive: true);

    [Test]
    public void Without_either_variable_there_is_no_address() => Assert.That(Read(), Is.Null);

    [Test]
    public void The_variable_is_the_address()
    {
        _variables[StoreSetting.Variable] = "Host=db";
        Assert.That(Read(), Is.EqualTo("Host=db"));
    }

    [TestCase("Host=db;Password=secret")]
    [TestCase("Host=db;Password=secret\n")]
    public void The_file_holds_the_address_and_may_end_its_line(string text)
    {
        Named(Write(text));
        Assert.That(Read(), Is.EqualTo("Host=db;Password=secret"));
    }

    [Test]
    public void An_empty_variable_is_none()
    {
        _variables[StoreSetting.Variable] = "";
        Named(Write("Host=db"));
        Assert.That(Read(), Is.EqualTo("Host=db"));
    }

    [Test]
    public void Both_at_once_are_refused()
    {
        _variables[StoreSetting.Variable] = "Host=one";
        Named(Write("Host=other"));
        Assert.That(Refusal(), Is.EqualTo("Both BACKENDLABS_STORE and BACKENDLABS_STORE_FILE are set."));
    }

    [Test]
    public void A_file_that_is_missing_is_named()
    {
        Named(Path.Combine(_folder.FullName, "none"));
        Assert.That(Refusal(), Does.StartWith("BACKENDLABS_STORE_FILE names ").And.EndsWith("/none, which does not exist."));
    }

    [Test]
    public void A_folder_is_no_file()
    {
        Named(_folder.FullName);
        Assert.That(Refusal(), Does.EndWith("which is a folder."));
    }

    [TestCase("", "which is empty.")]
    [TestCase(" \n", "which is empty.")]
    [TestCase("Host=db\nPassword=secret", "which has more than one line.")]
    public void A_file_without_one_address_is_refused(string text, string why)
    {
        Named(Write(text));
        Assert.That(Refusal(), Does.EndWith(why).And.Not.Contain("secret"));
    }

    [Test]
    public void A_file_that_is_no_address_at_all_is_not_read()
    {
        Named(Write(new string('x', 5000)));
        Assert.That(Refusal(), Does.EndWith("which is too long for an address."));
    }

    private string? Read() => StoreSetting.Read(_variables.GetValueOrDefault);

    private string Refusal() => Assert.Throws<StoreUnusableException>(() => Read())!.Message;

    private void Named(string path) => _variables[StoreSetting.FileVariable] = path;

    private string Write(string text)
    {
        var path = Path.Combine(_folder.FullName, "store");
        File.WriteAllText(path, text);
        return path;
    }
}

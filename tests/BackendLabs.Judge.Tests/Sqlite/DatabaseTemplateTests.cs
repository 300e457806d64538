using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Sqlite;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Tests.Sqlite;

/// <summary>A seed is run once; each world gets a copy of what it made.</summary>
internal sealed class DatabaseTemplateTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("template-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Each_copy_holds_what_all_texts_made_and_is_nobody_elses()
    {
        var template = DatabaseTemplate.Make(
            ["-- first\ncreate table note (id integer primary key, text text);\n", "insert into note (text) values ('a;b'), ('-- c');\n-- the end", ""], TimeProvider.System);
        var (one, other) = (Copy(template, "one.db"), Copy(template, "other.db"));

        Run(one, "delete from note");

        Assert.That(Ask(one, "select count(*) from note"), Is.Zero);
        Assert.That(Ask(other, "select count(*) from note where text in ('a;b', '-- c')"), Is.EqualTo(2));
        Assert.That(Ask(other, "pragma journal_mode"), Is.EqualTo("wal"));
        Assert.That(File.GetUnixFileMode(other) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead), Is.EqualTo(UnixFileMode.GroupRead | UnixFileMode.GroupWrite));
    }

    [Test]
    public void A_lab_without_seed_begins_with_an_empty_database() =>
        Assert.That(Ask(Copy(DatabaseTemplate.Make([], TimeProvider.System), "empty.db"), "select count(*) from sqlite_schema"), Is.Zero);

    [TestCase("create table a (b);\n\n-- a comment; with a semicolon\n/* and\n another */\ninsert into c values (1);", 6, "no such table: c")]
    [TestCase("selec 1;", 1, "near \"selec\"")]
    [TestCase("create table a (b unique);\ninsert into a values (1);\ninsert into a values (1);", 3, "UNIQUE constraint failed")]
    [TestCase("create table a (b);\ncommit;\n", 1, "cannot commit")]
    [TestCase("create table a (b); insert into a values ('never ended", 1, "unrecognized token")]
    public void A_statement_that_is_refused_is_named_with_its_text_and_line(string wrong, int line, string words)
    {
        var error = Assert.Throws<SeedException>(() => DatabaseTemplate.Make(["create table first (a);", wrong], TimeProvider.System))!;

        Assert.That((error.Problem.Text, error.Problem.Line), Is.EqualTo((1, line)), error.Message);
        Assert.That(error.Message, Does.Contain(words));
    }

    [Test]
    public void A_statement_that_never_ends_is_interrupted_and_named()
    {
        var error = Assert.Throws<SeedException>(() => DatabaseTemplate.Make(
            ["create table a (b);\ncreate table t as with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) as i from n;"], new HurriedTime()))!;

        Assert.That((error.Problem.Text, error.Problem.Line), Is.EqualTo((0, 2)));
        Assert.That(error.Message, Is.EqualTo("This statement had not ended 10 seconds after the seed began."));
    }

    private string Copy(DatabaseTemplate template, string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        template.CopyTo(path);
        return path;
    }

    /// <summary>A second goes by from one look at it to the next.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += TimestampFrequency;
    }

    private static void Run(string path, string sql) => Ask(path, sql);

    private static object? Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

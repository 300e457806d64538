using BackendLabs.SnippetHost.Services.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackendLabs.SnippetHost.Tests;

/// <summary>What the library that is published with us makes of a snippet's statements, on a connection as a snippet has it.</summary>
internal sealed class LimitsOfTheDatabase
{
    private SqliteConnection _db = null!;

    [OneTimeSetUp]
    public void Prepare() => SqliteLibrary.Prepare();

    [SetUp]
    public void Open() => _db = SnippetDatabase.Open(":memory:", isFull: false, _ => { }, CancellationToken.None);

    [TearDown]
    public void Close() => _db.Dispose();

    [Test]
    public void A_text_that_is_too_long_for_a_value_is_refused_and_never_becomes_null() =>
        Assert.That(
            Assert.Throws<SqliteException>(() => Ask("select typeof($x)", new string('a', 17 * 1024 * 1024))),
            Has.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(raw.SQLITE_TOOBIG));

    [Test]
    public void Bytes_that_are_too_many_for_a_value_are_refused() =>
        Assert.That(
            Assert.Throws<SqliteException>(() => Ask("select typeof($x)", new byte[17 * 1024 * 1024])),
            Has.Property(nameof(SqliteException.SqliteErrorCode)).EqualTo(raw.SQLITE_TOOBIG));

    [Test]
    public void A_value_as_large_as_may_be_is_kept() =>
        Assert.That(Ask("select length($x)", new string('a', 16 * 1024 * 1024)), Is.EqualTo(16 * 1024 * 1024));

    [Test]
    public void A_row_without_the_row_that_it_refers_to_is_refused()
    {
        Ask("create table a (id integer primary key); create table b (a integer references a (id));");

        Assert.That(Assert.Throws<SqliteException>(() => Ask("insert into b values (7)"))!.Message, Does.Contain("FOREIGN KEY"));
    }

    [Test]
    public void A_text_in_double_quotes_is_a_name()
    {
        var error = Assert.Throws<SqliteException>(() => Ask("select \"tea\""))!;

        Assert.That(error.Message, Does.Contain("no such column: \"tea\"").And.Contain("single-quotes"));
    }

    [Test]
    public void A_list_is_one_parameter_where_it_is_JSON()
    {
        Ask("create table boat (number integer primary key); insert into boat values (1), (2), (3), (12);");

        Assert.That(Ask("select group_concat(number) from boat where number in (select value from json_each($x))", "[2,12,40]"), Is.EqualTo("2,12"));
    }

    [Test]
    public void A_changed_row_comes_back_from_its_update()
    {
        Ask("create table shelf (id integer primary key, books integer); insert into shelf values (4, 9);");

        Assert.That(Ask("update shelf set books = books - 1 where id = 4 returning books"), Is.EqualTo(8));
        Assert.That(Ask("update shelf set books = books - 1 where id = 5 returning books"), Is.Null);
    }

    private object? Ask(string sql, object? value = null)
    {
        using var command = _db.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
            command.Parameters.AddWithValue("$x", value);
        return command.ExecuteScalar();
    }
}

using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Sqlite;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Tests.Sqlite;

/// <summary>What a student's code may leave in the database so that the judge sees or changes something else than it means to.</summary>
internal sealed class PlantedSchemaTests
{
    private string _folder = null!;
    private string _path = null!;
    private JudgeDatabase _judge = null!;

    [SetUp]
    public void MakeWorld()
    {
        _folder = Directory.CreateTempSubdirectory("planted-").FullName;
        _path = Path.Combine(_folder, "lab.db");
        DatabaseTemplate.Make(["create table product (id integer primary key, price int); create trigger own after insert on product begin update product set price = price + 0 where id = new.id; end; insert into product values (1, 10);"], TimeProvider.System).CopyTo(_path);
        _judge = new JudgeDatabase(_path, new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, new WorldState(), new FaultLedger(), _ => Task.CompletedTask);
        _judge.Remember();
    }

    [TearDown]
    public void RemoveWorld()
    {
        _judge.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void The_labs_own_trigger_does_not_disturb() =>
        Assert.That(() => _judge.Execute("update product set price = 11"), Is.EqualTo(1));

    [TestCase("create trigger quiet before update on product begin select raise(ignore); end;")]
    [TestCase("create trigger undo after update on Product begin update product set price = old.price where id = old.id; end;")]
    public void A_planted_trigger_fails_what_the_judge_changes(string planted)
    {
        Student(planted);

        Assert.That(() => _judge.Execute("update product set price = 11"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("the trigger"));
        Assert.That(_judge.Scalar<int>("select price from product"), Is.EqualTo(10), "Reading goes on.");
    }

    [Test]
    public void A_lab_about_triggers_lets_them_run()
    {
        Student("create table seen (id); create trigger see after update on product begin insert into seen values (new.id); end;");
        _judge.AllowTriggers();

        _judge.Execute("update product set price = 11");

        Assert.That(_judge.Count("seen"), Is.EqualTo(1));
    }

    [Test]
    public void A_table_that_ignores_what_the_judge_adds_is_noticed()
    {
        Student("drop table product; create table product (id integer primary key on conflict ignore, price int); insert into product values (2, 1);");

        Assert.That(() => _judge.Insert("product", new { id = 2, price = 5 }), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("changed the table product"));
    }

    [TestCase("alter table product rename to hidden; create view product as select 1 as id, 10 as price;")]
    [TestCase("alter table product rename to hidden; create view PRODUCT as select 1 as id, 10 as price;")]
    public void A_view_in_place_of_a_table_is_noticed(string planted)
    {
        Student(planted);

        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("a view in place of the table"));
    }

    private const string Rebuild = "alter table product rename to old; create table product (id integer primary key, price int{0}){1}; insert into product (id, price) select id, price from old; drop table old;";

    [TestCase("alter table product rename to old; create table product (id integer primary key, price int, one int generated always as (1) virtual unique on conflict ignore);", TestName = "a generated column that is unique")]
    [TestCase("drop table product; create table product (id integer primary key, price int, check (price < 11) on conflict ignore);", TestName = "a check with a conflict clause")]
    [TestCase("drop table product; create table product (id integer primary key, price int not null on conflict ignore default 10);", TestName = "a not null with a conflict clause")]
    [TestCase("drop table product; create table product (id text primary key collate nocase, price int) without rowid;", TestName = "without a rowid, under another collation")]
    [TestCase("create table price (id integer primary key); insert into price values (10); drop table product; create table product (id integer primary key, price int references price (id) on update cascade on delete cascade);", TestName = "a cascade")]
    [TestCase("alter table product add column more text default 'x'", TestName = "a column more")]
    [TestCase("alter table product rename column price to cost", TestName = "a column renamed")]
    [TestCase("drop table product; create virtual table product using fts5(id, price);", TestName = "a virtual table")]
    [TestCase("drop table product; create table PRODUCT (id integer primary key, price text);", TestName = "a table of the name in capitals")]
    [TestCase("drop table product;", TestName = "no table")]
    [TestCase("drop trigger own;", TestName = "the labs own trigger gone")]
    public void A_changed_definition_is_a_failure_for_reading_and_writing(string planted)
    {
        Student(planted);

        Assert.That(() => _judge.Execute("update product set price = price + 1"), Throws.TypeOf<DatabaseSpoiledException>());
        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>());
        Assert.That(_judge.EnsureKeptAtEnd, Throws.TypeOf<DatabaseSpoiledException>());
    }

    [Test]
    public void What_was_arranged_and_what_is_there_are_shown()
    {
        Student("alter table product add column more text");

        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>()
            .With.Property("Expected").EqualTo("CREATE TABLE product (id integer primary key, price int)")
            .And.Property("Actual").EqualTo("CREATE TABLE product (id integer primary key, price int, more text)"));
    }

    [TestCase("create index by_price on product (price)")]
    [TestCase("create unique index by_price on product (price)")]
    [TestCase("create table mine (id int references product (id) on delete cascade); create view seen as select * from product;")]
    [TestCase("analyze")]
    [TestCase("pragma user_version = 7")]
    public void What_changes_no_statement_of_the_judge_is_left_alone(string harmless)
    {
        Student(harmless);

        Assert.That(() => _judge.Execute("update product set price = 11"), Is.EqualTo(1));
        Assert.That(_judge.EnsureKeptAtEnd, Throws.Nothing);
    }

    [Test]
    public void A_unique_index_that_refuses_a_row_is_the_students_failure()
    {
        Student("create unique index once on product (price)");

        Assert.That(() => _judge.Insert("product", new { id = 2, price = 10 }), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("unique indexes there: once"));
        Assert.That(() => _judge.Execute("insert or ignore into product values (2, 12)"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("unique index once"));
    }

    [TestCase("insert into product values (7, 1)")]
    [TestCase("create table block (id int references product (id)); insert into block values (1);")]
    public void A_row_in_the_judges_way_is_the_students_failure(string planted)
    {
        Student("pragma foreign_keys = on; " + planted);

        Assert.That(
            () =>
            {
                _judge.Insert("product", new { id = 7, price = 5 });
                _judge.Execute("pragma foreign_keys = on");
                _judge.Execute("delete from product where id = 1");
            },
            Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("in its way"));
    }

    [TestCase("update product set price = 11 where id = 1")]
    [TestCase("-- a comment\nupdate product set price = 11 where id = 1")]
    [TestCase("with one as (select 1 as id) update product set price = 11 where id in (select id from one)")]
    [TestCase("delete from product where id = 1; ")]
    [TestCase("create table own (id); delete from product where id = 1; insert into own values (1)")]
    public void A_statement_of_the_judge_that_changes_no_row_is_a_failure(string sql)
    {
        Student("update product set id = 99");

        Assert.That(() => _judge.Execute(sql), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("the table product").And.Message.Contain("no row"));
        Assert.That(_judge.Execute("update product set price = 11 where id = 1", atLeast: 0), Is.Zero);
        Assert.That(() => _judge.Execute("update product set price = 11", atLeast: 2), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("only 1 of 2"));
        Assert.That(_judge.Scalar<int>("select price from product"), Is.EqualTo(10), "What fails is undone.");
    }

    [Test]
    public void A_delete_without_a_condition_is_content_with_an_empty_table()
    {
        Assert.That(_judge.Execute("delete from product"), Is.EqualTo(1));
        Assert.That(_judge.Execute("delete from product"), Is.Zero);
        Assert.That(() => _judge.Execute("delete from product where id = 1"), Throws.TypeOf<DatabaseSpoiledException>());
    }

    [Test]
    public void The_checks_own_changes_of_a_table_are_arranged_from_then_on()
    {
        _judge.Execute("alter table product add column name text default 'x'");

        Assert.That(_judge.Scalar<string>("select name from product"), Is.EqualTo("x"));
    }

    [Test]
    public void A_lab_that_asks_for_a_migration_allows_it_and_no_more()
    {
        _judge.AllowSchemaChanges("product");
        Student("alter table product add column name text default 'x'");
        Assert.That(_judge.Execute("update product set name = 'y'"), Is.EqualTo(1));

        Student(string.Format(System.Globalization.CultureInfo.InvariantCulture, "drop trigger own; " + Rebuild, ", unique (price) on /* a word */ conflict replace", ""));
        Assert.That(() => _judge.Execute("update product set price = 5"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("on conflict"));
    }

    [Test]
    public void A_table_rebuilt_between_two_looks_is_never_written_to()
    {
        // The student's code rebuilds the table without a pause, and keeps what it finds in the planted one before it goes.
        Student("create table caught (id integer);");
        using var ended = new CancellationTokenSource();
        var rebuilding = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
            {
                TryStudent("begin immediate; drop table product; create table product (id integer primary key on conflict ignore, price int); commit;");
                TryStudent("begin immediate; insert into caught select id from product where exists (select 1 from sqlite_schema where name = 'product' and sql like '%conflict ignore%'); drop table product; create table product (id integer primary key, price int); create trigger own after insert on product begin update product set price = price + 0 where id = new.id; end; insert into product values (1, 10); commit;");
            }
        });
        int arrived = 0, refused = 0;
        for (var i = 0; i < 100_000 && (arrived < 3 || refused < 20); i++)
        {
            try
            {
                arrived += _judge.Execute("insert into product values (2, 1)");
            }
            catch (DatabaseSpoiledException error) when (NamesTheChange(error.Message))
            {
                refused++;
            }
            catch (DatabaseSpoiledException error) when (error.Message.Contains("in its way", StringComparison.Ordinal))
            {
                // The row is still there from the time before.
            }
            catch (SqliteException error) when (error.SqliteErrorCode is 5 or 6)
            {
                // Locked.
            }
        }

        ended.Cancel();
        rebuilding.GetAwaiter().GetResult();
        Assert.That(arrived, Is.AtLeast(3), "The lab's own table was met.");
        Assert.That(refused, Is.AtLeast(20), "The rebuilt table was met.");
        Assert.That(CountOf("select count(*) from caught where id = 2"), Is.Zero, "What the judge wrote was written to the planted table.");
    }

    private static bool NamesTheChange(string words) =>
        words.Contains("changed the", StringComparison.Ordinal) || words.Contains("removed the", StringComparison.Ordinal);

    [Test]
    public void Another_file_in_its_place_is_noticed()
    {
        File.Copy(_path, _path + ".copy");
        File.Move(_path + ".copy", _path, overwrite: true);

        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("another file than before"));
    }

    [Test]
    public void A_folder_replaced_by_a_link_is_not_followed()
    {
        var other = Directory.CreateTempSubdirectory("other-").FullName;
        try
        {
            Directory.Move(_folder, Path.Combine(other, "db"));
            Directory.CreateSymbolicLink(_folder, Path.Combine(other, "db"));

            Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("no longer a folder"));
        }
        finally
        {
            Directory.Delete(_folder);
            Directory.CreateDirectory(_folder);
            Directory.Delete(other, recursive: true);
        }
    }

    [Test]
    public void Ten_thousand_views_do_not_fill_the_judge()
    {
        Student("begin; " + string.Concat(Enumerable.Range(0, 10_001).Select(i => $"create view v{i} as select 1;")) + " commit;");

        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("views"));
    }

    private void TryStudent(string sql)
    {
        try
        {
            Student(sql);
        }
        catch (SqliteException)
        {
            // The judge was writing.
        }
    }

    private long CountOf(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Student(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

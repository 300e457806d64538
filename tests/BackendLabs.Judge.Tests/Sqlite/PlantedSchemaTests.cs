using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Sqlite;
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
        WorldDatabase.Create(_path, "create table product (id integer primary key, price int); create trigger own after insert on product begin update product set price = price + 0 where id = new.id; end; insert into product values (1, 10);");
        _judge = new JudgeDatabase(_path, new JudgeTimeline(TimeProvider.System), TimeProvider.System, new WorldState(), new Proofs(), _ => Task.CompletedTask);
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

        Assert.That(() => _judge.Insert("product", new { id = 2, price = 5 }), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("does not arrive"));
    }

    [TestCase("alter table product rename to hidden; create view product as select 1 as id, 10 as price;")]
    [TestCase("alter table product rename to hidden; create view PRODUCT as select 1 as id, 10 as price;")]
    public void A_view_in_place_of_a_table_is_noticed(string planted)
    {
        Student(planted);

        Assert.That(() => _judge.Count("product"), Throws.TypeOf<DatabaseSpoiledException>().With.Message.Contain("a view in place of the table"));
    }

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

    private void Student(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

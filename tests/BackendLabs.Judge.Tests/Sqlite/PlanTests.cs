using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Sqlite;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Judge.Tests.Sqlite;

/// <summary>Plans on the judge's own connection: what they say, and that a student's statement is never run for one.</summary>
internal sealed class PlanTests
{
    private string _folder = null!;
    private JudgeDatabase _judge = null!;
    private string _path = null!;

    [SetUp]
    public void MakeWorld()
    {
        _folder = Directory.CreateTempSubdirectory("plans-").FullName;
        _path = Path.Combine(_folder, "lab.db");
        const string seed =
            "create table customer (id integer primary key, email text); create table purchase (id integer primary key, customer_id int, day text, cents int);"
            + "create index of_customer on purchase (customer_id, day); insert into customer values (1, 'a@b');";
        DatabaseTemplate.Make([seed], TimeProvider.System).CopyTo(_path);
        _judge = new JudgeDatabase(_path, new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, new WorldState(), new FaultLedger(), _ => Task.CompletedTask);
        _judge.Remember();
    }

    [TearDown]
    public void RemoveWorld()
    {
        _judge.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("select * from purchase where customer_id = $c and day >= $d", true)]
    [TestCase("select * from purchase p where p.customer_id = $c and p.day between 'a' and 'b'", true)]
    [TestCase("select * from \"purchase\" as x join customer on customer.id = x.customer_id where x.customer_id = 1 and day > 2", true)]
    [TestCase("update purchase set cents = 0 where customer_id = 1 and day = 'x'", true)]
    [TestCase("with mine as (select * from purchase where customer_id = 1 and day > 2) select count(*) from mine", true)]
    [TestCase("select * from purchase where customer_id = $c", false)]
    [TestCase("select * from purchase where day = $d", false)]
    [TestCase("select * from purchase where customer_id + 0 = 1 and day = 2", false)]
    [TestCase("select * from purchase p where p.cents = 1", false)]
    [TestCase("select * from customer", false)]
    public async Task A_search_by_columns_is_told_from_everything_else(string sql, bool searches) =>
        Assert.That(Plan.Searches("purchase", "customer_id", "day").ApplyTo(await _judge.PlanAsync(sql)).IsSuccess, Is.EqualTo(searches));

    [TestCase("select * from customer where email = 'a'", "SCAN customer")]
    [TestCase("select * from customer c, purchase p where c.id = p.customer_id", "SCAN")]
    [TestCase("select 1", "")]
    [TestCase("select count(*) from (select 1 union select 2)", "")]
    public async Task A_scan_of_a_table_is_found_and_nothing_else_is_one(string sql, string scan)
    {
        var plan = await _judge.PlanAsync(sql);
        Assert.That(plan.Steps.Where(step => step.Kind == StepKind.Scan).Select(step => step.Text), scan.Length == 0 ? Is.Empty : Has.Some.StartsWith(scan), () => plan.ToString());
        Assert.That(Plan.NeverScans().ApplyTo(plan).IsSuccess, Is.EqualTo(scan.Length == 0));
    }

    [Test]
    public async Task An_index_made_for_one_statement_is_a_scan()
    {
        _judge.InsertAll("purchase", Enumerable.Range(1, 500).Select(i => new { id = i, customer_id = i, day = "d", cents = i }));
        var plan = await _judge.PlanAsync("select * from customer a join customer b on a.email = b.email");
        Assert.That(Plan.NeverScans("customer").ApplyTo(plan).IsSuccess, Is.False, () => plan.ToString());
    }

    [TestCase("select * from purchase where customer_id = 1 order by day", true)]
    [TestCase("select * from purchase where customer_id = 1 order by cents", false)]
    public async Task Sorting_afterwards_is_seen(string sql, bool inOrder) =>
        Assert.That(Plan.NeverSorts().ApplyTo(await _judge.PlanAsync(sql)).IsSuccess, Is.EqualTo(inOrder));

    [TestCase("select 1; drop table customer")]
    [TestCase("; drop table customer")]
    [TestCase("drop table customer")]
    [TestCase("pragma user_version = 7")]
    [TestCase("attach 'x.db' as x")]
    [TestCase("explain select 1")]
    [TestCase("begin immediate")]
    [TestCase("select * from nowhere")]
    [TestCase("")]
    public void What_is_no_single_statement_with_a_plan_is_refused_and_does_nothing(string sql)
    {
        Assert.That(async () => await _judge.PlanAsync(sql), Throws.TypeOf<ExpectationFailedException>().With.Message.Contain("no plan"));
        Assert.That(_judge.Count("customer"), Is.EqualTo(1));
        Assert.That(_judge.Scalar<int>("select user_version from pragma_user_version"), Is.Zero);
        Assert.That(Directory.GetFiles(_folder, "x.db"), Is.Empty);
    }

    [TestCase("delete from customer where id = 1")]
    [TestCase("update customer set email = 'c' where id = 1")]
    [TestCase("insert into customer values (2, 'c')")]
    [TestCase("select load_extension('x')")]
    public async Task A_statement_is_planned_and_not_run(string sql)
    {
        await _judge.PlanAsync(sql);
        Assert.That(_judge.Scalar<string>("select group_concat(email) from customer"), Is.EqualTo("a@b"));
    }

    [Test]
    public async Task An_index_that_was_made_since_is_known()
    {
        var before = await _judge.PlanAsync("select id from customer where email = 'a'");
        using (var student = new SqliteConnection($"Data Source={_path};Pooling=false"))
        {
            student.Open();
            using var command = student.CreateCommand();
            command.CommandText = "create index by_email on customer (email)";
            command.ExecuteNonQuery();
        }

        var after = await _judge.PlanAsync("select id from customer where email = 'a'");
        Assert.That((before.Steps[0].Kind, after.Steps[0].Kind), Is.EqualTo((StepKind.Scan, StepKind.Search)));
    }
}

using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using NUnit.Framework;
using StackExchange.Redis;

namespace BackendLabs.Peer;

/// <summary>The six checks of caching/cache-aside. Where a check restarts the process, a test can only connect anew.</summary>
public sealed class ProductTests
{
    private static readonly Product One = new(42, "crane", 12_300);
    private static readonly Product Two = new(421, "violet", 4_500);
    private const int Missing = 5_000;

    private string _folder = "";
    private Process _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private SqliteConnection _db = null!;

    private string Socket => Path.Combine(_folder, "redis.sock");

    private IDatabase Cache => _redis.GetDatabase();

    [OneTimeSetUp]
    public void StartServer()
    {
        _folder = Directory.CreateTempSubdirectory("peer-").FullName;
        _server = Process.Start(new ProcessStartInfo("redis-server", ["--port", "0", "--unixsocket", Socket, "--save", ""]) { RedirectStandardOutput = true })!;
        while (!File.Exists(Socket))
            Thread.Sleep(5);
    }

    [OneTimeTearDown]
    public void EndServer()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [SetUp]
    public void Begin()
    {
        Connect();
        _redis.GetServers()[0].FlushAllDatabases();
        Run("drop table if exists product; create table product (id integer primary key, name text not null, price_cents integer not null);");
        Put(One);
        Put(Two);
    }

    [TearDown]
    public void End()
    {
        _redis.Dispose();
        _db.Dispose();
    }

    [Test]
    public void Finds_a_product_and_null_where_there_is_none()
    {
        Assert.That(Get(Missing), Is.Null);
        Assert.That(Get(One.Id), Is.EqualTo(One));
    }

    [Test]
    public void Answers_the_second_read_from_the_cache()
    {
        Assert.That(Get(One.Id), Is.EqualTo(One));
        ChangePrice(1);
        Reconnect();
        Assert.That(Get(One.Id), Is.EqualTo(One));
    }

    [Test]
    public void Leaves_a_copy_that_ends_within_ten_minutes()
    {
        Assert.That(Get(One.Id), Is.EqualTo(One));
        var keys = _redis.GetServers()[0].Keys().ToList();
        Assert.That(keys, Is.Not.Empty);
        foreach (var key in keys)
            Assert.That(Cache.KeyTimeToLive(key)!.Value.TotalMinutes, Is.InRange(1, 10));
    }

    [Test]
    public void Asks_the_database_again_when_Redis_has_lost_its_copy()
    {
        Assert.That(Get(One.Id), Is.EqualTo(One));
        ChangePrice(250);
        _redis.GetServers()[0].FlushAllDatabases();
        Assert.That(Get(One.Id), Is.EqualTo(One with { PriceCents = One.PriceCents + 250 }));
    }

    [Test]
    public void Never_mixes_up_two_products()
    {
        for (var round = 1; round <= 2; round++)
        {
            if (round == 2)
                Reconnect();
            Assert.That(Get(One.Id), Is.EqualTo(One));
            Assert.That(Get(Two.Id), Is.EqualTo(Two));
        }
    }

    [Test]
    public void Finds_a_product_that_was_added_after_somebody_asked_for_it()
    {
        Assert.That(Get(Missing), Is.Null);
        Put(Two with { Id = Missing });
        Assert.That(Get(Missing), Is.EqualTo(Two with { Id = Missing }));
    }

    private Product? Get(int id) => Products.GetProduct(_db, Cache, id);

    private void Connect()
    {
        var options = new ConfigurationOptions { EndPoints = { new System.Net.Sockets.UnixDomainSocketEndPoint(Socket) }, AllowAdmin = true };
        _redis = ConnectionMultiplexer.Connect(options);
        _db = new SqliteConnection($"Data Source={Path.Combine(_folder, "shop.db")}");
        _db.Open();
    }

    private void Reconnect()
    {
        End();
        Connect();
    }

    private void ChangePrice(int by) => Run($"update product set price_cents = price_cents + {by} where id = {One.Id}");

    private void Put(Product product) => Run($"insert into product values ({product.Id}, '{product.Name}', {product.PriceCents})");

    private void Run(string sql)
    {
        using var command = _db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

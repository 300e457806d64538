using System.Diagnostics;
using BackendLabs.Judge;
using BackendLabs.Judge.Faults;
using BackendLabs.Judge.Services;
using BackendLabs.Judge.Services.Redis;
using BackendLabs.Judge.Services.Sqlite;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace BackendLabs.Attacks.Tests;

/// <summary>Whatever a student's process leaves in the place of a world's database is read, refused or named as damaged: nothing else, and in time.</summary>
internal sealed class AnyFiles
{
    private const long MostBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly string[] Endings = ["", "-wal", "-shm", "-journal"];

    private string _folder = null!;
    private string _path = null!;
    private byte[] _whole = null!;

    private enum Plant
    {
        Nothing,
        Bytes,
        SparseFile,
        Link,
        LinkToItself,
        SecondName,
        Folder,
        Pipe,
    }

    [SetUp]
    public void MakeDatabase()
    {
        _folder = Directory.CreateTempSubdirectory("any-files-").FullName;
        _path = Path.Combine(_folder, "lab.db");
        File.WriteAllText(Path.Combine(_folder, "other"), "secret");
        DatabaseTemplate.Make(["create table product (id integer primary key, name text); insert into product values (1, 'tea'), (2, 'milk');"], TimeProvider.System).CopyTo(_path);
        SqliteConnection.ClearAllPools();
        _whole = File.ReadAllBytes(_path);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Any_bytes_in_its_place_are_read_or_refused() =>
        Check(from file in Bytes from log in Bytes select (file, log));

    [Test]
    public void Any_damage_to_a_whole_one_is_read_or_refused() =>
        Check(from damage in Damage(_whole) from log in Gen.OneOf(Gen.Constant(Array.Empty<byte>()), Bytes) select (damage, log));

    [Test]
    public void Anything_planted_is_looked_at_without_being_opened() =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Gen.Elements(Enum.GetValues<Plant>()), Endings.Length)), plants =>
            {
                for (var at = 0; at < Endings.Length; at++)
                    Put(plants[at], _path + Endings[at]);
                var began = Stopwatch.GetTimestamp();
                var spoiled = IsSpoiled();
                // A pipe that was opened would wait for its other end for ever.
                Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(Longest));
                var harmless = plants[0] == Plant.Bytes && plants.Skip(1).All(plant => plant is Plant.Nothing or Plant.Bytes);
                return spoiled != harmless;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Gen<byte[]> Bytes => ArbMap.Default.GeneratorFor<byte[]>();

    private void Check(Gen<(byte[] File, byte[] Log)> left) =>
        Prop.ForAll(Arb.From(left), IsTame).Check(Config.QuickThrowOnFailure.WithMaxTest(Testing.Needs.Full ? 5_000 : 300));

    // Some bytes of a whole file changed, and perhaps its end cut off.
    private static Gen<byte[]> Damage(byte[] whole) =>
        from changes in (from at in Gen.OneOf(Gen.Choose(0, 120), Gen.Choose(0, whole.Length - 1)) from to in Gen.Choose(0, 255) select (at, to)).NonEmptyListOf()
        from length in Gen.OneOf(Gen.Constant(whole.Length), Gen.Choose(0, whole.Length))
        select Changed(whole, changes, length);

    private static byte[] Changed(byte[] whole, IEnumerable<(int At, int To)> changes, int length)
    {
        var copy = (byte[])whole.Clone();
        foreach (var (at, to) in changes)
            copy[at] = (byte)to;
        return copy[..length];
    }

    private bool IsTame((byte[] File, byte[] Log) left)
    {
        foreach (var ending in Endings)
            File.Delete(_path + ending);
        File.WriteAllBytes(_path, left.File);
        if (left.Log.Length > 0)
            File.WriteAllBytes(_path + "-wal", left.Log);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        using var database = new JudgeDatabase(
            _path, new JudgeTimeline(TimeProvider.System, ServiceHomes.Matches), TimeProvider.System, new WorldState(), new FaultLedger(), _ => Task.CompletedTask);
        foreach (var look in (Action[])[() => database.Tables(), () => database.Query("select * from product"), () => database.Execute("update product set name = 'x'")])
        {
            try
            {
                look();
            }
            catch (Exception error) when (error is SqliteException or DatabaseSpoiledException or OtherKindException)
            {
                Assert.That(error.Message, Is.Not.Empty);
            }
        }

        return Stopwatch.GetElapsedTime(began) < Longest && GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }

    private bool IsSpoiled()
    {
        try
        {
            WorldFile.EnsurePlain(_path);
            return false;
        }
        catch (DatabaseSpoiledException)
        {
            return true;
        }
    }

    private void Put(Plant plant, string path)
    {
        if (Directory.Exists(path) && new FileInfo(path).LinkTarget is null)
            Directory.Delete(path);
        else
            File.Delete(path);
        switch (plant)
        {
            case Plant.Bytes:
                File.WriteAllText(path, "x");
                break;
            case Plant.SparseFile:
                using (var file = File.Create(path))
                    file.SetLength(1L << 34);
                break;
            case Plant.Link:
                File.CreateSymbolicLink(path, Path.Combine(_folder, "other"));
                break;
            case Plant.LinkToItself:
                File.CreateSymbolicLink(path, path);
                break;
            case Plant.SecondName:
                Run("ln", Path.Combine(_folder, "other"), path);
                break;
            case Plant.Folder:
                Directory.CreateDirectory(path);
                break;
            case Plant.Pipe:
                Run("mkfifo", path);
                break;
        }
    }

    private static void Run(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }
}

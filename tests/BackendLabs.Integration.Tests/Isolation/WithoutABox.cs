using BackendLabs.Contract;
using BackendLabs.Grader;
using BackendLabs.Labs;
using BackendLabs.Sandbox;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Isolation;

/// <summary>Where neither bubblewrap nor a Docker Engine is installed practice goes on, and says which layers are missing and how to get them.</summary>
internal sealed class WithoutABox
{
    [Test]
    public async Task A_run_passes_and_names_the_missing_layers()
    {
        Needs.Program("redis-server", "redis-server");
        var cache = Directory.CreateTempSubdirectory("lab-cache-");
        var lab = new SmallLab
        {
            Services = "{ db: sqlite, cache: redis }",
            Seed = "create table a (b);",
            Entries = ["string Ask(SqliteConnection db, IDatabase cache)"],
            Checks = "Check(\"answers\", points: 1, \"says yes\", async () => Expect(await Snippet.CallAsync<string>(\"Ask\"), Is.EqualTo(\"yes\"), \"The answer.\"));",
            Starter = "string Ask(SqliteConnection db, IDatabase cache) => \"\";",
            Reference = "string Ask(SqliteConnection db, IDatabase cache) { cache.StringSet(\"a\", \"yes\"); return cache.StringGet(\"a\")!; }",
        }.Read();
        var runner = new LabGrader(new GraderOptions(PublishedApp.Folder, cache.FullName) { Tools = MachineTools.Find() with { Bubblewrap = null, MayUseContainers = false } });

        var report = await runner.RunAsync(new RunRequest(lab, lab.Solutions[0].Text, "answer.csx", new RunOptions(1)), progress: null, CancellationToken.None);

        var traces = Traces.Of(runner);
        await runner.DisposeAsync();
        cache.Delete(recursive: true);
        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Layers.Where(layer => layer.State == "missing").Select(layer => layer.Name), Is.SupersetOf(new[] { "namespaces", "files", "network" }));
        Assert.That(report.Layers.Single(layer => layer.Name == "namespaces").Remedy, Does.Contain("apt-get install bubblewrap"));
        Assert.That(await traces.FindAsync(), Is.Empty);
    }
}

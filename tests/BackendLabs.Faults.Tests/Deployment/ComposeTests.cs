using System.Net;
using BackendLabs.Testing;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>What docker-compose.yml promises of every container.</summary>
internal sealed class ComposeTests
{
    private static readonly string Path = System.IO.Path.Combine(PublishedApp.Clone, "docker-compose.yml");

    private static readonly ComposeFile File = ComposeFile.Read(Path, WithSecrets);

    private static IEnumerable<string> Services => File.Services.Keys;

    [Test]
    public void It_has_the_pages_two_graders_a_database_and_the_playgrounds_redis()
    {
        Assert.That(Services, Is.EquivalentTo(new[] { "web", "grader", "postgres", "redis" }));
        Assert.That(File.Services["grader"].Deploy.Replicas, Is.EqualTo(2));
        Assert.That(File.Services.Where(service => service.Value.Profiles.Contains("playground")).Select(service => service.Key), Is.EqualTo(new[] { "redis" }));
    }

    [Test]
    public void It_does_not_start_without_secrets_of_its_owners()
    {
        var error = Assert.Throws<MissingVariableException>(() => ComposeFile.Read(Path, _ => null))!;
        Assert.That(error.Message, Does.StartWith("BACKENDLABS_SECRETS: ").And.Contain("postgres-password"));
        Assert.That(File.Services.Values.SelectMany(service => service.Environment).Where(variable => !variable.Key.EndsWith("_FILE", StringComparison.Ordinal)).Select(variable => variable.Key),
            Is.EquivalentTo(new[] { "POSTGRES_USER", "POSTGRES_DB" }), "Only names: what is secret is in a file.");
    }

    [TestCaseSource(nameof(Services))]
    public void A_container_can_gain_and_write_nothing_that_it_need_not(string name)
    {
        var service = File.Services[name];
        Assert.That(service.CapDrop, Is.EqualTo(new[] { "ALL" }));
        Assert.That(service.SecurityOpt, Does.Contain("no-new-privileges:true"));
        Assert.That(service.ReadOnly, Is.True);
        Assert.That(service.User ?? UserOfImage(), Does.Match("^[1-9][0-9]*:[1-9][0-9]*$"));
    }

    [TestCaseSource(nameof(Services))]
    public void A_container_has_limits_a_health_check_and_is_started_again(string name)
    {
        var service = File.Services[name];
        Assert.That((service.MemLimit, service.PidsLimit, service.Healthcheck), Is.Not.EqualTo(((string?)null, (long?)null, (ComposeHealth?)null)));
        Assert.That(service.MemLimit, Is.Not.Null);
        Assert.That(service.PidsLimit, Is.Not.Null);
        Assert.That(service.Healthcheck?.Test, Is.Not.Null.And.Not.Empty);
        Assert.That(service.Restart, Is.EqualTo("unless-stopped"));
    }

    [Test]
    public void Every_port_is_this_machines_alone() =>
        Assert.That(File.Services.Values.SelectMany(service => service.Ports).Select(port => IPAddress.IsLoopback(IPAddress.Parse(ComposeContainer.Port(port).Address))), Is.Not.Empty.And.All.True);

    [Test]
    public void Graders_and_the_database_reach_nothing_outside()
    {
        foreach (var name in new[] { "grader", "postgres" })
            Assert.That(File.Services[name].Networks.Select(network => File.Networks[network].Internal), Is.Not.Empty.And.All.True, name);
    }

    [Test]
    public void A_word_that_is_not_known_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("lab-compose-");
        try
        {
            var path = System.IO.Path.Combine(folder.FullName, "docker-compose.yml");
            System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(Path).Replace("    mem_limit: 3g", "    privileged: true\n    mem_limit: 3g", StringComparison.Ordinal));
            Assert.That(() => ComposeFile.Read(path, WithSecrets), Throws.InstanceOf<YamlDotNet.Core.YamlException>().With.Message.Contains("privileged").Or.InnerException.Message.Contains("privileged"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? WithSecrets(string name) => name == "BACKENDLABS_SECRETS" ? "/secrets" : null;

    private static string UserOfImage() =>
        System.IO.File.ReadLines(System.IO.Path.Combine(PublishedApp.Clone, "deploy/images/Dockerfile")).Last(line => line.StartsWith("USER ", StringComparison.Ordinal))["USER ".Length..];
}

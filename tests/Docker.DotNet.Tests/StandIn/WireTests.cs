using System.Text.Json;
using Docker.DotNet.Connection;
using Docker.DotNet.Models;
using Docker.DotNet.Wire;

namespace Docker.DotNet.Tests.StandIn;

public sealed class WireTests
{
    [TestCase("\"2026-03-04T05:06:07.123456789Z\"", "2026-03-04T05:06:07.1234567Z")]
    [TestCase("\"2026-03-04T05:06:07.12Z\"", "2026-03-04T05:06:07.1200000Z")]
    [TestCase("\"2026-03-04T05:06:07Z\"", "2026-03-04T05:06:07.0000000Z")]
    [TestCase("\"2026-03-04T07:06:07.123456789+02:00\"", "2026-03-04T05:06:07.1234567Z")]
    [TestCase("1772600767", "2026-03-04T05:06:07.0000000Z")]
    [TestCase("\"0001-01-01T00:00:00Z\"", "0001-01-01T00:00:00.0000000Z")]
    public void Instants_are_read_in_every_form_that_the_engine_writes(string json, string instant) =>
        Assert.That(JsonSerializer.Deserialize<DateTime>(json, Json.Options).ToString("O"), Is.EqualTo(instant));

    [TestCase("\"\"")]
    [TestCase("null")]
    public void An_instant_that_never_was_is_the_default(string json) =>
        Assert.That(JsonSerializer.Deserialize<DateTime>(json, Json.Options), Is.Default);

    [Test]
    public void What_is_no_instant_is_refused_with_what_it_is() =>
        Assert.That(() => JsonSerializer.Deserialize<DateTime>("\"yesterday\"", Json.Options), Throws.InstanceOf<JsonException>().With.Message.Contains("yesterday"));

    [Test]
    public void Only_what_was_said_is_sent_and_in_the_engines_units_and_names()
    {
        var parameters = new CreateContainerParameters
        {
            Name = "travels in the query",
            Image = "busybox",
            StopTimeout = TimeSpan.FromMilliseconds(1500),
            Healthcheck = new HealthConfig { Interval = TimeSpan.FromMilliseconds(2) },
            ExposedPorts = new Dictionary<string, EmptyStruct>(StringComparer.Ordinal) { ["80/tcp"] = default },
            HostConfig = new HostConfig { DNS = ["192.0.2.1"], NanoCPUs = 5, OomKillDisable = false, RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.UnlessStopped } },
        };

        Assert.That(JsonSerializer.Serialize(parameters, Json.Options), Is.EqualTo(
            """{"ExposedPorts":{"80/tcp":{}},"Healthcheck":{"Interval":2000000},"Image":"busybox","StopTimeout":2,"HostConfig":{"RestartPolicy":{"Name":"unless-stopped"},"Dns":["192.0.2.1"],"NanoCpus":5,"OomKillDisable":false}}"""));
    }

    [Test]
    public void Nulls_of_the_engine_are_read()
    {
        var container = JsonSerializer.Deserialize<ContainerInspectResponse>("""{"Id":"a","Created":null,"RestartCount":null,"SizeRw":null,"Config":{"Volumes":{"/data":null}},"NetworkSettings":{"Ports":{"80/tcp":null}}}""", Json.Options)!;

        Assert.That(container.RestartCount, Is.Zero);
        Assert.That(container.SizeRw, Is.Null);
        Assert.That(container.Config.Volumes.Keys, Is.EqualTo(new[] { "/data" }));
        Assert.That(container.NetworkSettings.Ports["80/tcp"], Is.Null);
    }

    [Test]
    public void A_query_leaves_out_what_is_null_and_escapes_the_rest()
    {
        var query = new Query { { "all", true }, { "limit", (long?)null }, { "name", "a&b" }, { "t", ["x", "y"] } };
        query.AddJson<IDictionary<string, IDictionary<string, bool>>>("filters", new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal) { ["label"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["k=v"] = true } });
        query.AddJson<IDictionary<string, string>>("labels", new Dictionary<string, string>(StringComparer.Ordinal));

        Assert.That(query.ToString(), Is.EqualTo("?all=true&name=a%26b&t=x&t=y&filters=%7B%22label%22%3A%7B%22k%3Dv%22%3Atrue%7D%7D"));
    }

    [TestCase("..")]
    [TestCase("../images/json")]
    [TestCase("a/../b")]
    [TestCase("a//b")]
    [TestCase("")]
    public void A_name_that_would_lead_to_another_path_is_refused(string name) =>
        Assert.That(() => EngineRequest.Segment(name, "id"), Throws.ArgumentException.With.Property("ParamName").EqualTo("id"));

    [Test]
    public void A_name_keeps_its_slashes_and_nothing_else() =>
        Assert.That(EngineRequest.Segment("host:5000/team/app:1?x#y", "name"), Is.EqualTo("host%3A5000/team/app%3A1%3Fx%23y"));

    [Test]
    public void A_parameter_made_from_a_configuration_has_all_of_it()
    {
        var made = new CreateContainerParameters(new Config { Image = "busybox", Cmd = ["true"], StopSignal = "SIGINT" });

        Assert.That((made.Image, made.Cmd.Single(), made.StopSignal), Is.EqualTo(("busybox", "true", "SIGINT")));
    }
}

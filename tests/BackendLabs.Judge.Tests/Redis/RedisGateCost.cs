using System.Diagnostics;
using System.Globalization;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Tests.Redis;

/// <summary>Prints numbers and judges none of them.</summary>
[Explicit("A measurement, not a check")]
internal sealed class RedisGateCost : GateFixture
{
    private const int Commands = 10_000;
    private const int Rounds = 9;

    [TestCase(1)]
    [TestCase(100)]
    public async Task What_a_command_costs_through_the_gate_and_without_it(int pipelined)
    {
        await using var direct = await RawClient.ConnectAsync(Server.Upstream.SocketPath);
        await direct.AskAsync($"AUTH {Server.Upstream.Password}");
        await using var gated = await ConnectAsync();
        List<TimeSpan> with = [], bare = [];
        for (var round = 0; round < Rounds; round++)
        {
            with.Add(await TimeAsync(gated, pipelined));
            bare.Add(await TimeAsync(direct, pipelined));
        }
        var (through, without) = (with.Order().ElementAt(Rounds / 2), bare.Order().ElementAt(Rounds / 2));

        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{pipelined} at a time: direct {without.TotalMicroseconds / Commands:0.0} µs, gate {through.TotalMicroseconds / Commands:0.0} µs a command, ratio {through / without:0.00}"));
        Assert.That(Seen, Has.Count.EqualTo(Rounds * Commands));
    }

    private static async Task<TimeSpan> TimeAsync(RawClient client, int pipelined)
    {
        var set = RawClient.Encode("SET", "stock:1", "41", "EX", "60");
        var burst = Enumerable.Repeat(set, pipelined).SelectMany(bytes => bytes).ToArray();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Commands / pipelined; i++)
        {
            await client.SendAsync(burst);
            for (var j = 0; j < pipelined; j++)
            {
                if (await client.ReadAsync() is not RedisReply.Simple)
                    throw new InvalidDataException("SET did not answer OK.");
            }
        }
        return watch.Elapsed;
    }
}

using System.Buffers.Binary;
using System.Text;
using BackendLabs.Contract;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Attacks.Tests;

/// <summary>Whatever a student's process sends in place of messages is a message, the end, or <see cref="BrokenMessageException"/>.</summary>
internal sealed class AnyFrames
{
    private const int Longest = 64 * 1024 * 1024;
    private const long MostBytes = 4 * 1024 * 1024;

    // Pieces of real messages and of their lengths, so that arbitrary joins come further than arbitrary bytes do.
    private static readonly string[] Pieces =
    [
        "\0", "\u0001\0\0\0", "\u0010\0\0\0", "ÿÿÿÿ", "ÿÿÿ\u0003", "{", "}", "[", "]", "\"$type\":", "\"printed\"", "\"returned\"", "\"raised\"", "\"hello\"", "\"observed\"",
        "\"text\":", "\"id\":", "\"error\":", "\"inner\":", "\"json\":", ",", ":", "null", "true", "1", "-1", "1e999", "9999999999999999999999", "\"", "\\ud800", "é", " ",
    ];

    private static readonly Gen<byte[]> Joined = Gen.Elements(Pieces).ListOf().Select(pieces => Encoding.Latin1.GetBytes(string.Concat(pieces)));

    // With a length before them that may be right.
    private static readonly Gen<byte[]> Framed =
        from body in Joined
        from off in Gen.Elements(0, 0, 0, 1, -1, 1000, int.MaxValue / 2)
        from more in Joined
        select (byte[])[.. Length(Math.Max(0, body.Length + off)), .. body, .. more];

    [Test]
    public void Any_bytes_are_messages_the_end_or_broken() =>
        Prop.ForAll(Arb.From(Gen.OneOf(Framed, Framed, Joined, ArbMap.Default.GeneratorFor<byte[]>())), IsTame)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Needs()));

    [Test]
    public void A_declared_length_is_not_allocated_ahead_of_its_bytes() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, Longest)), length => IsTame(Length(length))).Check(Config.QuickThrowOnFailure);

    [Test]
    public void Depth_is_refused_and_no_stack_is_used_up()
    {
        var deep = "{\"$type\":\"raised\",\"error\":" + string.Concat(Enumerable.Repeat("{\"inner\":", 100_000));
        Assert.That(IsTame([.. Length(deep.Length), .. Encoding.Latin1.GetBytes(deep)]));
    }

    private static int Needs() => Testing.Needs.Full ? 50_000 : 3_000;

    private static byte[] Length(int length)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        return header;
    }

    // On this thread alone, so that what it allocates can be counted.
    private static bool IsTame(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var input = new MemoryStream(bytes);
        var stream = new MessageStream(input, Stream.Null, Longest);
        try
        {
            while (Synchronously(stream.ReadAsync(WireJson.Default.HostToJudge, CancellationToken.None)) is not null)
            {
                // On to the next one.
            }
        }
        catch (BrokenMessageException error)
        {
            Assert.That(error.Message, Is.Not.Empty);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes + (bytes.Length * 20L);
    }

    private static T Synchronously<T>(Task<T> task)
    {
        Assert.That(task.IsCompleted, "Reading from memory waits for nothing.");
        return task.GetAwaiter().GetResult();
    }
}

using System.Text;

namespace Docker.DotNet.Tests.StandIn;

public sealed class MultiplexedStreamTests
{
    [Test]
    public async Task Frames_are_taken_apart_however_the_bytes_arrive()
    {
        using var stream = Over([.. Frame(1, "one "), .. Frame(2, "bad"), .. Frame(1, ""), .. Frame(1, "two")]);

        var (output, errors) = await stream.ReadOutputToEndAsync(CancellationToken.None);

        Assert.That((output, errors), Is.EqualTo(("one two", "bad")));
    }

    [Test]
    public async Task An_empty_frame_is_not_the_end()
    {
        using var stream = Over([.. Frame(1, ""), .. Frame(2, "x")]);

        var first = await stream.ReadOutputAsync(new byte[8], 0, 8, CancellationToken.None);

        Assert.That((first.Count, first.Target, first.EOF), Is.EqualTo((1, MultiplexedStream.TargetStream.StandardError, false)));
    }

    [Test]
    public async Task A_letter_cut_between_frames_is_whole_again()
    {
        var letter = Encoding.UTF8.GetBytes("é");
        using var stream = Over([.. Frame(1, letter[..1]), .. Frame(1, letter[1..])]);

        Assert.That((await stream.ReadOutputToEndAsync(CancellationToken.None)).stdout, Is.EqualTo("é"));
    }

    [TestCase(4)]
    [TestCase(10)]
    public void A_connection_that_breaks_within_a_frame_is_no_end(int length)
    {
        using var stream = Over(Frame(1, "whole")[..length]);

        Assert.That(async () => await stream.ReadOutputToEndAsync(CancellationToken.None), Throws.InstanceOf<EndOfStreamException>());
    }

    [Test]
    public void Bytes_that_are_no_frames_say_what_to_do()
    {
        using var stream = Over("plain text"u8.ToArray());

        Assert.That(async () => await stream.ReadOutputToEndAsync(CancellationToken.None), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("tty"));
    }

    [Test]
    public void A_failure_of_the_engine_within_the_stream_is_thrown()
    {
        using var stream = Over(Frame(3, "disk full"));

        Assert.That(async () => await stream.ReadOutputToEndAsync(CancellationToken.None), Throws.InstanceOf<IOException>().With.Message.Contains("disk full"));
    }

    static MultiplexedStream Over(byte[] bytes) => new(new Trickle(bytes), multiplexed: true);

    static byte[] Frame(byte target, string text) => Frame(target, Encoding.UTF8.GetBytes(text));

    static byte[] Frame(byte target, byte[] text) => [target, 0, 0, 0, 0, 0, 0, (byte)text.Length, .. text];

    /// <summary>Gives three bytes at a time.</summary>
    sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(3, buffer.Length)], cancellationToken);
    }
}

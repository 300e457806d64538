using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using BackendLabs.Judge.Services.Redis;
using FsCheck;
using FsCheck.Fluent;

namespace BackendLabs.Judge.Tests.Redis;

internal sealed class RespTests
{
    private static readonly RespLimits Limits = new();

    // Pieces that come near the protocol, so that chance reaches behind the first byte.
    private static readonly Gen<byte[]> Nearly = Gen.Elements(
            "*", "$", "+", "-", ":", "\r\n", "\r", "\n", "0", "1", "2", "3", "-1", "99999999999999999999", "2147483647", "1048577",
            "*1\r\n", "*2\r\n", "$3\r\nGET\r\n", "$1\r\nk\r\n", "*-1\r\n", "*0\r\n", "$-1\r\n", "$0\r\n\r\n", "\0", "ÿ", " ", "~1\r\n")
        .ListOf()
        .Select(pieces => Encoding.Latin1.GetBytes(string.Concat(pieces)));

    private static readonly Gen<byte[]> Any = Gen.OneOf(Nearly, Nearly, ArbMap.Default.GeneratorFor<byte[]>());

    private static readonly Gen<int[]> Cuts = Gen.Choose(1, 7).ArrayOf();

    [TestCase("GET k\r\n", "inline commands")]
    [TestCase("\r\n", "inline commands")]
    [TestCase("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "inline commands")]
    [TestCase("\0\0\0\0", "inline commands")]
    [TestCase("*\r\n", "invalid multibulk length")]
    [TestCase("*x\r\n", "invalid multibulk length")]
    [TestCase("*+1\r\n", "invalid multibulk length")]
    [TestCase("* 1\r\n", "invalid multibulk length")]
    [TestCase("*1\n", "invalid multibulk length")]
    [TestCase("*10001\r\n", "invalid multibulk length")]
    [TestCase("*2147483648\r\n", "invalid multibulk length")]
    [TestCase("*99999999999999999999\r\n", "invalid multibulk length")]
    [TestCase("*1111111111111111111111111111111", "invalid multibulk length")]
    [TestCase("*1\r\nGET\r\n", "expected '$'")]
    [TestCase("*1\r\n*1\r\n", "expected '$'")]
    [TestCase("*1\r\n:1\r\n", "expected '$'")]
    [TestCase("*1\r\n$-1\r\n", "invalid bulk length")]
    [TestCase("*1\r\n$1048577\r\n", "invalid bulk length")]
    [TestCase("*1\r\n$9223372036854775808\r\n", "invalid bulk length")]
    [TestCase("*1\r\n$3\r\nGETxx", "expected CRLF")]
    [TestCase("*1\r\n$3\r\nGET\n\r", "expected CRLF")]
    public void What_is_no_command_is_named(string text, string reason)
    {
        var reads = ReadCommands(Encoding.Latin1.GetBytes(text), []);

        Assert.That(reads, Has.One.Items);
        Assert.That(((CommandRead.Malformed)reads[0]).Reason, Does.StartWith(reason));
    }

    [Test]
    public void A_command_whose_arguments_weigh_too_much_together_is_refused_before_they_come()
    {
        var bulk = $"$1000000\r\n{new string('x', 1_000_000)}\r\n";
        var reads = ReadCommands(Encoding.ASCII.GetBytes($"*3\r\n{bulk}{bulk}$1000000\r\n"), []);

        Assert.That(reads.Single(), Is.InstanceOf<CommandRead.Malformed>());
    }

    [Test]
    public void A_declared_length_is_never_allocated_ahead_of_its_bytes()
    {
        var claims = Encoding.ASCII.GetBytes("*10000\r\n$1048576\r\nx");
        ReadCommands(claims, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
            ReadCommands(claims, []);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20 * 20_000));
    }

    [Test]
    public void Commands_read_back_however_they_are_cut()
    {
        var words = ArbMap.Default.GeneratorFor<byte[]>().NonEmptyListOf().Select(list => list.ToArray());
        var many = words.ListOf();
        Prop.ForAll(many.ToArbitrary(), Cuts.ToArbitrary(), (commands, cuts) =>
        {
            var bytes = new ArrayBufferWriter<byte>();
            foreach (var command in commands)
                RespWriter.WriteCommand(bytes, command);
            var read = ReadCommands(bytes.WrittenSpan.ToArray(), cuts).Cast<CommandRead.Whole>().Select(whole => whole.Command.Parts);
            Assert.That(read, Is.EqualTo(commands));
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Arbitrary_bytes_read_the_same_however_they_are_cut() =>
        Prop.ForAll(Any.ToArbitrary(), Cuts.ToArbitrary(), (bytes, cuts) =>
        {
            static string Show(CommandRead read) =>
                read is CommandRead.Whole whole ? string.Join(' ', whole.Command.Parts.Select(Convert.ToHexString)) : read.ToString();
            Assert.That(ReadCommands(bytes, cuts).Select(Show), Is.EqualTo(ReadCommands(bytes, []).Select(Show)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [Test]
    public void A_reply_is_scanned_the_same_however_it_is_cut_and_as_the_reader_reads_it() =>
        Prop.ForAll(Any.ToArbitrary(), Cuts.ToArbitrary(), (bytes, cuts) =>
        {
            var whole = Scan(bytes, []);
            Assert.That(Scan(bytes, cuts), Is.EqualTo(whole));
            Assert.That(whole.Scan == ReplyScan.Whole, Is.EqualTo(TryReadReply(bytes)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));

    [TestCase("$1\r\nkxx")]
    [TestCase("*2\r\n$0\r\n+\r:1\r\n")]
    [TestCase("$-2\r\n")]
    [TestCase("*-2\r\n")]
    [TestCase("%1\r\n+a\r\n+b\r\n")]
    [TestCase(":1x\r\n")]
    [TestCase("+OK\n")]
    public void What_is_no_reply_is_broken(string text)
    {
        Assert.That(Scan(Encoding.ASCII.GetBytes(text), []).Scan, Is.EqualTo(ReplyScan.Broken));
        Assert.That(TryReadReply(Encoding.ASCII.GetBytes(text)), Is.False);
    }

    [Test]
    public void A_reply_nested_too_deep_is_broken()
    {
        var deep = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("*1\r\n", 100_000)));

        Assert.That(Scan(deep, []).Scan, Is.EqualTo(ReplyScan.Broken));
        Assert.That(TryReadReply(deep), Is.False);
    }

    private static List<CommandRead> ReadCommands(byte[] bytes, int[] cuts)
    {
        List<CommandRead> reads = [];
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var input = new Inflow(pipe.Reader);
        var reader = new RespCommandReader(input, Limits);
        foreach (var chunk in Cut(bytes, cuts))
        {
            pipe.Writer.Write(chunk.Span);
            _ = pipe.Writer.FlushAsync().AsTask();
            Assert.That(input.FillAsync(CancellationToken.None).IsCompletedSuccessfully);
            while (reader.TryRead() is { } read)
            {
                reads.Add(read);
                if (read is CommandRead.Malformed)
                    return reads;
            }
        }
        return reads;
    }

    private static (ReplyScan Scan, ReplyHead Head, long Used) Scan(byte[] bytes, int[] cuts)
    {
        var scanner = new ReplyScanner(Limits);
        scanner.Start();
        var (scan, consumed, arrived) = (ReplyScan.Partial, 0L, 0);
        foreach (var chunk in Cut(bytes, cuts))
        {
            arrived += chunk.Length;
            scan = scanner.Scan(new ReadOnlySequence<byte>(bytes, 0, arrived).Slice(consumed), out var used);
            consumed += used;
            if (scan != ReplyScan.Partial)
                break;
        }
        return (scan, scanner.Head, scan == ReplyScan.Whole ? consumed : 0);
    }

    private static bool TryReadReply(byte[] bytes)
    {
        var reader = new RespReplyReader(new Inflow(PipeReader.Create(new ReadOnlySequence<byte>(bytes))), Limits);
        var reading = reader.ReadAsync(CancellationToken.None).AsTask();
        Assert.That(reading.IsCompleted);
        Assert.That(reading.Exception?.InnerException, Is.Null.Or.InstanceOf<IOException>().Or.InstanceOf<InvalidDataException>());
        return reading.IsCompletedSuccessfully;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cut(byte[] bytes, int[] cuts)
    {
        var start = 0;
        foreach (var cut in cuts)
        {
            if (start + cut >= bytes.Length)
                break;
            yield return bytes.AsMemory(start, cut);
            start += cut;
        }
        if (start < bytes.Length)
            yield return bytes.AsMemory(start);
    }
}

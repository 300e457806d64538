using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>Archives that are small to send and dear to read, or that say of themselves what is not so.</summary>
internal sealed class SmallOutsideLargeInside() : SiteFixture("sqlite")
{
    private const string Good = $"{Answers.FirstPass}/answer.csx";

    protected override int Slots => 0;

    [Test]
    public async Task Row_183_archives_at_once_cost_no_memory_and_take_no_answer_away()
    {
        var bomb = Zip([.. Enumerable.Range(0, 490).Select(number => ($"start/lab-{number}/answer.csx", Spaces(250_000)))]);
        Assert.That(bomb, Has.Length.LessThan(220_000));
        var students = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ArriveAsync()));
        var before = Site.Web.Process.ResidentBytes;
        var sent = students.Select(student => BringAsync(student, bomb)).ToList();
        using (var health = await students[0].Client.GetAsync("health"))
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var answers = await Task.WhenAll(sent);

        Assert.That(answers.Select(answer => answer.Status), Has.All.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.TooManyRequests));
        Assert.That(Site.Web.Process.ResidentBytes - before, Is.LessThan(200_000_000));
        foreach (var student in students)
            student.Dispose();
    }

    [Test]
    public async Task Row_183_what_the_list_says_is_looked_at_before_anything_is_inflated()
    {
        using var ada = await ArriveAsync();
        // A broken entry before a name that leads elsewhere: who inflates first speaks of the wrong one.
        var archive = Zip([(Good, Text(2_000)), ("../evil", "x"u8.ToArray())]);
        archive[60] ^= 0x55;
        var (status, text) = await BringAsync(ada, archive);
        Assert.That((status, text.Contains("evil", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)), text);
    }

    [TestCase("encrypted", 8, (ushort)1)]
    [TestCase("deflated in a way that there is not", 10, (ushort)99)]
    public async Task Row_183_an_entry_of_another_kind_is_refused(string what, int offset, ushort value)
    {
        using var ada = await ArriveAsync();
        var archive = Zip([(Good, Text(2_000))]);
        BinaryPrimitives.WriteUInt16LittleEndian(archive.AsSpan(List(archive) + offset), value);
        Assert.That((await BringAsync(ada, archive)).Status, Is.EqualTo(HttpStatusCode.BadRequest), what);
    }

    [TestCase("a length below what is in it", 24, 10u)]
    [TestCase("a length above what is in it", 24, 3_000u)]
    [TestCase("another sum", 16, 1u)]
    [TestCase("a place outside of the file", 42, 0x7fffffffu)]
    [TestCase("a place where another thing is", 42, 7u)]
    [TestCase("less than was packed", 20, 3u)]
    public async Task Row_183_a_list_that_lies_is_refused(string what, int offset, uint value)
    {
        using var ada = await ArriveAsync();
        var archive = Zip([(Good, Text(2_000))]);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(List(archive) + offset), value);
        var (status, text) = await BringAsync(ada, archive);
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest), $"{what}: {text}");
        Assert.That((await ada.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("revision").GetInt64(), Is.Zero, "Half a text is no text.");
    }

    [Test]
    public async Task Row_183_a_length_of_a_size_that_only_zip64_has_is_refused()
    {
        using var ada = await ArriveAsync();
        var archive = Zip([(Good, Text(2_000))]);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(List(archive) + 24), uint.MaxValue);
        Assert.That((await BringAsync(ada, archive)).Status, Is.AnyOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Row_183_much_of_one_thing_and_all_together_are_too_long()
    {
        using var ada = await ArriveAsync();
        var (ratio, _) = await BringAsync(ada, Zip([(Good, Spaces(250_000))]));
        var (nested, _) = await BringAsync(ada, Zip([("inner.zip", Zip([(Good, Spaces(250_000))]))]));
        var (folders, _) = await BringAsync(ada, Zip([.. Enumerable.Range(0, 3_000).Select(number => ($"start/lab-{number}/", Array.Empty<byte>()))]));
        Assert.That((ratio, nested, folders), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
    }

    [Test]
    public async Task What_another_program_packs_is_read_with_its_folders_and_its_lengths_behind()
    {
        using var ada = await ArriveAsync();
        using var bytes = new OneWay();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("start/");
            zip.CreateEntry($"{Answers.FirstPass}/");
            using var content = zip.CreateEntry(Good).Open();
            content.Write("// from elsewhere"u8);
        }

        var (status, text) = await BringAsync(ada, bytes.Written.ToArray());
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That((await ada.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("text").GetString(), Is.EqualTo("// from elsewhere"));
    }

    [Test]
    public async Task Row_183_one_file_of_a_person_is_read_at_a_time()
    {
        using var ada = await ArriveAsync();
        var cookies = string.Join("; ", ada.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}"));
        using var slow = new System.Net.Sockets.TcpClient();
        await slow.ConnectAsync(Site.Address.Host, Site.Address.Port);
        await slow.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            $"POST /api/work HTTP/1.1\r\nHost: {Site.Address.Authority}\r\nCookie: {cookies}\r\nX-CSRF-TOKEN: {ada.CsrfToken}\r\nContent-Type: application/zip\r\nContent-Length: 5000\r\n\r\nPK"));
        (HttpStatusCode Status, string Text) answer;
        do
            answer = await BringAsync(ada, Zip([(Good, Text(10))]), "?replace=true");
        while (answer.Status == HttpStatusCode.OK); // until the slow one has been noticed
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.TooManyRequests), answer.Text);
        Assert.That(answer.Text, Does.Contain("one at a time"));
    }

    private static byte[] Spaces(int length) => Encoding.UTF8.GetBytes(new string(' ', length));

    // No run of it repeats, so that it packs as honest texts do.
    private static byte[] Text(int length) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(number => $"{number * 7919 % 10007} ")))[..length];

    private static int List(byte[] archive) => archive.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

    private static async Task<(HttpStatusCode Status, string Text)> BringAsync(Student student, byte[] archive, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/work" + query) { Content = new ByteArrayContent(archive) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Add("X-CSRF-TOKEN", student.CsrfToken);
        using var answer = await student.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static byte[] Zip(IReadOnlyList<(string Name, byte[] Bytes)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Cannot go back, as a pipe: what is written to it has its lengths behind the data.</summary>
    private sealed class OneWay : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Written.Position; set => throw new NotSupportedException(); }

        public override void Flush() => Written.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);
    }
}

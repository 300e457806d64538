using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>Work that is brought in an archive: whole or not at all, and nowhere but into one's own drafts.</summary>
internal sealed class Archives() : SiteFixture("sqlite")
{
    private const string Good = $"{Answers.FirstPass}/answer.csx";
    private const int Link = unchecked((int)0xA1FF0000);

    protected override bool IsShared => true;

    [TestCase("../../start/first-pass/answer.csx")]
    [TestCase("/etc/passwd")]
    [TestCase("start/../start/first-pass/answer.csx")]
    [TestCase("start\\first-pass\\answer.csx")]
    [TestCase("C:/start/first-pass/answer.csx")]
    [TestCase("start/first-pass/answer.csx/../../x")]
    [TestCase("start/first-pass/answer.csx\0.txt")]
    [TestCase("start/first-pass/checks.csx")]
    [TestCase("start/no-such-lab/answer.csx")]
    [TestCase("<script>alert(1)</script>")]
    public async Task Row_135_an_entry_that_leads_elsewhere_is_refused_with_all_of_its_archive(string name)
    {
        using var ada = await ArriveAsync();
        var (status, text) = await BringAsync(ada, Zip((Good, "// good"), (name, "// evil")));
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest), text);
        Assert.That(text, Does.Not.Contain("   at ").And.Not.Contain("Exception").And.StartWith("{"), "JSON, which no browser takes for a page.");
        Assert.That(await RevisionAsync(ada), Is.Zero, "Nothing of it was brought.");
    }

    [Test]
    public async Task Row_135_a_link_is_refused()
    {
        using var ada = await ArriveAsync();
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(Good);
            entry.ExternalAttributes = Link;
            using var content = entry.Open();
            content.Write("/etc/passwd"u8);
        }

        var (status, text) = await BringAsync(ada, bytes.ToArray());
        Assert.That((status, text.Contains("link", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.BadRequest, true)), text);
    }

    [Test]
    public async Task Row_135_what_grows_without_measure_is_refused()
    {
        using var ada = await ArriveAsync();
        var (bomb, _) = await BringAsync(ada, Zip((Good, new string(' ', 50_000_000))));
        var (crowd, _) = await BringAsync(ada, Zip([.. Enumerable.Range(0, 3_000).Select(number => ($"start/lab-{number}/answer.csx", "x"))]));
        var (twice, _) = await BringAsync(ada, Zip((Good, "// one"), (Good, "// two")));
        var (none, _) = await BringAsync(ada, Encoding.UTF8.GetBytes("PK but no archive"));
        var (cut, _) = await BringAsync(ada, Zip((Good, "// whole"))[..^10]);
        Assert.That((bomb, crowd, twice, none, cut), Is.EqualTo((
            HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That(await RevisionAsync(ada), Is.Zero);
    }

    [Test]
    public async Task Work_goes_from_one_person_to_another_place_and_overwrites_only_where_asked()
    {
        using var ada = await ArriveAsync();
        await ada.AskAsync(HttpMethod.Put, $"api/labs/{Answers.FirstPass}/draft", new { text = "// é mine", revision = 0 });
        var archive = await ada.Client.GetByteArrayAsync("api/work");

        using var elsewhere = await ArriveAsync();
        Assert.That((await BringAsync(elsewhere, archive)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await elsewhere.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("text").GetString(), Is.EqualTo("// é mine"));

        var other = Zip((Good, "// another"));
        Assert.That((await BringAsync(elsewhere, other)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await BringAsync(elsewhere, other, "?replace=true")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await elsewhere.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("text").GetString(), Is.EqualTo("// another"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> BringAsync(Student student, byte[] archive, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/work" + query) { Content = new ByteArrayContent(archive) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Add("X-CSRF-TOKEN", student.CsrfToken);
        using var answer = await student.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<long> RevisionAsync(Student student) =>
        (await student.GetAsync($"api/labs/{Answers.FirstPass}/draft")).GetProperty("revision").GetInt64();

    private static byte[] Zip(params IReadOnlyList<(string Name, string Text)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var content = zip.CreateEntry(name).Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}

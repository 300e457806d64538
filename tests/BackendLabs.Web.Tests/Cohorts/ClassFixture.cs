using System.Net;
using BackendLabs.Store;
using BackendLabs.Testing.Web;

namespace BackendLabs.Web.Tests.Cohorts;

/// <summary>A site where a class practises: Grace of its staff, Ada, Bob and many more.</summary>
internal abstract class ClassFixture(string kind, int more = 0, int slots = 0) : SiteFixture(kind)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lab-class-");
    private Dictionary<string, CohortPass> _passes = [];

    protected const string Class = "autumn";

    protected override int Slots => slots;

    protected override IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var file = Path.Combine(_folder.FullName, "class.yaml");
            File.WriteAllText(file, $$"""
                format: 1
                id: {{Class}}
                name: Backend, autumn 2026
                staff: [{ id: grace, name: Grace Hopper }]
                students:
                  - { id: ada, name: Ada Lovelace }
                  - { id: bob, name: Bob <script>alert(1)</script> }
                {{string.Concat(Enumerable.Range(0, more).Select(number => $"  - {{ id: s{number:000}, name: Student {number} }}\n"))}}
                """);
            return new Dictionary<string, string>(StringComparer.Ordinal) { ["BACKENDLABS_COHORT"] = file };
        }
    }

    [OneTimeSetUp]
    public async Task ReadPassesAsync()
    {
        await using var store = await OpenStoreAsync();
        _passes = (await store.Cohorts.PassesAsync(Class, CancellationToken.None)).ToDictionary(pass => pass.Id, StringComparer.Ordinal);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    protected CohortPass PassOf(string id) => _passes[id];

    protected Task<LabStore> OpenStoreAsync(TimeProvider? time = null) => LabStore.OpenAsync(Site.Store, time ?? TimeProvider.System, CancellationToken.None);

    /// <summary>Somebody of the class, come in by their link.</summary>
    protected Task<Student> ComeInAsync(string id) => Student.ArriveAsync(Site.Address, $"join/{PassOf(id).Token}");

    /// <summary>Fills in the form with name and code.</summary>
    protected static async Task<(HttpStatusCode Status, string Page, TimeSpan? Wait)> TryCodeAsync(Student student, string name, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "join")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "join", ["__RequestVerificationToken"] = student.CsrfToken, ["Input.Name"] = name, ["Input.Code"] = code }),
        };
        using var answer = await student.Client.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.RetryAfter?.Delta);
    }
}

namespace BackendLabs.Testing.Web;

/// <summary>The published application as <c>lab up</c> starts it: web nodes and a grader, processes of their own, on one store.</summary>
internal sealed class PracticeSite : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("lab-site-");
    private readonly List<WebNode> _nodes = [];
    private readonly string _store;
    private readonly Dictionary<string, string> _environment;
    private PublishedProcess? _grader;

    private PracticeSite(string? store, IReadOnlyDictionary<string, string> environment)
    {
        _store = store ?? Path.Combine(_home.FullName, "store.db");
        _environment = new Dictionary<string, string>(environment) { ["BACKENDLABS_STORE"] = _store };
    }

    public string Home => _home.FullName;

    public string Store => _store;

    public WebNode Web => _nodes[0];

    public Uri Address => Web.Address;

    public PublishedProcess Grader => _grader ?? throw new InvalidOperationException("This site has no grader.");

    /// <summary>Everything that its processes have said, for a failing test.</summary>
    public string Words => string.Concat(_nodes.Select(node => $"web on {node.Port}:\n{node.Process.Words}\n")) + (_grader is null ? "" : $"grader:\n{_grader.Words}");

    /// <param name="store">A store's address; a file in the site's own folder where null.</param>
    /// <param name="environment">Further variables of its processes.</param>
    /// <param name="slots">How many runs at once; 0 for no grader.</param>
    public static async Task<PracticeSite> StartAsync(string? store = null, IReadOnlyDictionary<string, string>? environment = null, int slots = 2)
    {
        var site = new PracticeSite(store, environment ?? new Dictionary<string, string>());
        try
        {
            if (slots > 0)
                site.StartGrader(slots);
            await site.AddNodeAsync();
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another web process on the same store.</summary>
    public async Task<WebNode> AddNodeAsync()
    {
        var node = new WebNode(Home, _environment);
        _nodes.Add(node);
        await node.StartAsync();
        return node;
    }

    public void StartGrader(int slots = 2) =>
        _grader = PublishedProcess.Start("cli/lab.dll", Home, _environment, "grader", "--slots", $"{slots}");

    /// <summary>Stopped, a grader gives back what it has under way.</summary>
    public async Task StopGraderAsync()
    {
        if (_grader is null)
            return;
        await _grader.DisposeAsync();
        _grader = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopGraderAsync();
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _home.Delete(recursive: true);
    }
}

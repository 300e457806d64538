using NUnit.Framework;

namespace BackendLabs.Testing.Web;

/// <summary>One published web process on a loopback port that stays its own when it is started again.</summary>
internal sealed class WebNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _home;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private PublishedProcess? _process;

    public WebNode(string home, IReadOnlyDictionary<string, string> environment)
    {
        _home = home;
        Port = FreePort.Find();
        _environment = new Dictionary<string, string>(environment) { ["BACKENDLABS_LISTEN"] = $"127.0.0.1:{Port}" };
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public PublishedProcess Process => _process ?? throw new InvalidOperationException("This node has not been started.");

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        _process = PublishedProcess.Start("web/BackendLabs.Web.dll", _home, _environment);
        using var client = new HttpClient { BaseAddress = Address };
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Patience);
        while (!await AnswersAsync(client))
        {
            if (_process.HasExited)
                throw new AssertionException($"The web process ended with {_process.ExitCode}:\n{_process.Words}");
            await look.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Ends it as a power cut does, and starts it again on the same port and data.</summary>
    public async Task CrashAndStartAgainAsync()
    {
        await Process.KillAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

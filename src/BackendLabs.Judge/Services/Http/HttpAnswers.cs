using System.Text.Json;
using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge.Services.Http;

/// <summary>What a check has declared that its HTTP service answers.</summary>
internal sealed class HttpAnswers(JsonSerializerOptions json)
{
    private readonly Lock _lock = new();
    private readonly List<Declared> _declared = [];

    // Answers that are made by the check's own code come one at a time, so that it may count.
    private readonly Lock _making = new();

    /// <summary>What went wrong in the check's own code while it made an answer; null where nothing did.</summary>
    public Exception? Mistake { get; private set; }

    public JsonSerializerOptions Json => json;

    public void Clear()
    {
        lock (_lock)
            _declared.Clear();
    }

    /// <summary>Declares an answer; one for the same method and path takes the place of the former.</summary>
    /// <exception cref="CheckScriptException">Method or path are none.</exception>
    public void Declare(string method, string path, Func<SeenRequest, RenderedAnswer> make)
    {
        if (method.Length == 0 || !method.All(char.IsAsciiLetterUpper))
            throw new CheckScriptException($"Http.Answer: \"{method}\" is no method; write it in capitals: \"GET\".");
        if (!path.StartsWith('/') || path.Any(c => char.IsControl(c) || c is '#'))
            throw new CheckScriptException($"Http.Answer: \"{path}\" is no path; it begins with a slash: \"/prices/7\".");
        var question = path.IndexOf('?', StringComparison.Ordinal);
        var declared = question < 0
            ? new Declared(method, path, Query: null, make)
            : new Declared(method, path[..question], path[(question + 1)..], make);
        lock (_lock)
        {
            _declared.RemoveAll(other => (other.Method, other.Path, other.Query) == (declared.Method, declared.Path, declared.Query));
            _declared.Add(declared);
        }
    }

    public RenderedAnswer Find(SeenRequest request)
    {
        Declared? found;
        bool isKnown;
        lock (_lock)
        {
            found = _declared.Where(one => one.Method == request.Method && one.Covers(request)).MaxBy(one => one.Weight);
            isKnown = found is not null || _declared.Any(one => one.Covers(request));
        }

        return found is not null ? Make(found, request)
            : isKnown ? RenderedAnswer.Plain(405, $"{request.Method} is not allowed here.")
            : RenderedAnswer.Plain(404, "There is nothing at this path.");
    }

    private RenderedAnswer Make(Declared found, SeenRequest request)
    {
        try
        {
            lock (_making)
                return found.Make(request);
        }
        catch (OtherKindException other)
        {
            return RenderedAnswer.Plain(400, other.Message);
        }
        catch (Exception error)
        {
            Mistake ??= error;
            return RenderedAnswer.Plain(500, "The lab's service broke.");
        }
    }

    /// <param name="Path">Ends with <c>*</c> where it stands for all that begin so.</param>
    /// <param name="Query">Null for any.</param>
    private sealed record Declared(string Method, string Path, string? Query, Func<SeenRequest, RenderedAnswer> Make)
    {
        /// <summary>Of several that cover a request, the one that says most of it.</summary>
        public int Weight => (Path.Length * 4) + (Path.EndsWith('*') ? 0 : 2) + (Query is null ? 0 : 1);

        public bool Covers(SeenRequest request) =>
            (Query is null || Query == request.Query)
            && (Path.EndsWith('*') ? request.Path.StartsWith(Path[..^1], StringComparison.Ordinal) : request.Path == Path);
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.RegularExpressions;
using BackendLabs.Contract;
using Microsoft.Data.Sqlite;

namespace BackendLabs.SnippetHost.Services.Sqlite;

/// <summary>
/// The names of the parameters that a command has no value for. The client library's exceptions leave them out ("Value must
/// be set."), or lose them where a command has no parameter at all, so the connection's commands are looked at while the
/// exception is thrown: later the student's <c>using</c> has closed them.
/// </summary>
internal static partial class MissingValues
{
    /// <summary>The library's own list of a connection's commands, for which it has no public member.</summary>
    private static readonly FieldInfo? Commands = typeof(SqliteConnection).GetField("_commands", BindingFlags.Instance | BindingFlags.NonPublic);

    private static readonly ConditionalWeakTable<Exception, ErrorFacts> Found = [];
    private static readonly List<WeakReference<SqliteConnection>> Connections = [];
    private static bool _listens;

    /// <summary>From now on commands of this connection are looked at.</summary>
    public static void Watch(SqliteConnection connection)
    {
        lock (Connections)
        {
            Connections.RemoveAll(one => !one.TryGetTarget(out _));
            Connections.Add(new WeakReference<SqliteConnection>(connection));
            if (_listens)
                return;
            _listens = true;
            AppDomain.CurrentDomain.FirstChanceException += Thrown;
        }
    }

    /// <returns>Null of every other exception.</returns>
    public static ErrorFacts? Of(Exception error) => Found.TryGetValue(error, out var facts) ? facts : null;

    private static void Thrown(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not InvalidOperationException error)
            return;
        try
        {
            if (Find(error.Message) is { } facts)
                Found.AddOrUpdate(error, facts);
        }
        catch (Exception)
        {
            // Another thread's command changed meanwhile: the exception is thrown all the same, without names.
        }
    }

    private static ErrorFacts? Find(string message)
    {
        if (message.StartsWith("Value must be set", StringComparison.Ordinal))
            return Latest(WithoutValue, names => names.Count > 0) is { } names ? new ErrorFacts(null, Few(names), []) : null;
        if (!message.StartsWith("Must add values for", StringComparison.Ordinal))
            return null;
        return Latest(Compare, found => found.Missing.Count > 0) is { } found ? new ErrorFacts(null, Few(found.Missing), Few(found.Unused)) : null;
    }

    // Which command it was is not said either: the last one of which it can be true.
    private static T? Latest<T>(Func<SqliteCommand, T> look, Func<T, bool> fits)
        where T : class
    {
        SqliteConnection[] open;
        lock (Connections)
            open = [.. Connections.Select(one => one.TryGetTarget(out var connection) ? connection : null).OfType<SqliteConnection>()];
        return open
            .SelectMany(connection => (Commands?.GetValue(connection) as IEnumerable<WeakReference<SqliteCommand>>)?.ToArray() ?? [])
            .Select(one => one.TryGetTarget(out var command) ? look(command) : null)
            .LastOrDefault(seen => seen is not null && fits(seen));
    }

    private static List<string> WithoutValue(SqliteCommand command) =>
        [.. command.Parameters.Cast<SqliteParameter>().Where(parameter => parameter.Value is null).Select(parameter => parameter.ParameterName)];

    private static Comparison Compare(SqliteCommand command)
    {
        var named = Parameter().Matches(command.CommandText).Where(match => match.Groups["name"].Success).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        var given = command.Parameters.Cast<SqliteParameter>().Select(parameter => parameter.ParameterName).ToList();
        return new Comparison(
            [.. named.Where(name => !given.Contains(name) && !given.Contains(name[1..]))],
            [.. given.Where(name => !named.Contains(name) && !named.Exists(other => other[1..] == name))]);
    }

    private static List<string> Few(IEnumerable<string> names) =>
        [.. names.Take(ErrorFacts.MostNames).Select(name => ShownText.OnOneLine(name, ErrorFacts.LongestName))];

    private sealed record Comparison(IReadOnlyList<string> Missing, IReadOnlyList<string> Unused);

    /// <summary>A parameter; or a text, a quoted name or a comment, in which there is none.</summary>
    [GeneratedRegex("""'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|/\*.*?\*/|(?<name>[$@:][\p{L}_][\p{L}\p{N}_]*)""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Parameter();
}

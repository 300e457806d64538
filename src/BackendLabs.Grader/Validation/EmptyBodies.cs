using System.Text;
using BackendLabs.Labs;

namespace BackendLabs.Grader.Validation;

/// <summary>Writes snippets whose entries do nothing: what a student hands in who has understood the signatures only.</summary>
internal static class EmptyBodies
{
    private static readonly string[] Collections = ["List<", "IList<", "IReadOnlyList<", "IEnumerable<", "ICollection<", "IReadOnlyCollection<", "HashSet<", "ISet<"];

    /// <summary>Every entry returns its type's default.</summary>
    public static LabText Default(Lab lab) => Write(lab, "empty-default.csx", _ => "default!");

    /// <summary>Every entry returns something empty that is not null.</summary>
    public static LabText Values(Lab lab) => Write(lab, "empty-values.csx", ValueOf);

    private static LabText Write(Lab lab, string name, Func<string, string> value)
    {
        var text = new StringBuilder();
        foreach (var entry in lab.Entries)
        {
            var body = entry.ReturnType == "void" ? "{ }" : $"{{ return {value(entry.ReturnType)}; }}";
            text.Append(entry.Signature.TrimEnd(';')).Append('\n').Append(body).Append('\n');
        }

        return new LabText(name, text.ToString());
    }

    private static string ValueOf(string type)
    {
        type = type.TrimEnd('?');
        if (type is "Task" or "ValueTask")
            return type + ".CompletedTask";
        foreach (var wrapper in new[] { "Task", "ValueTask" })
        {
            if (type.StartsWith(wrapper + "<", StringComparison.Ordinal))
                return $"{wrapper}.FromResult<{Inner(type)}>({ValueOf(Inner(type))})";
        }

        if (type.EndsWith("[]", StringComparison.Ordinal) || Collections.Any(c => type.StartsWith(c, StringComparison.Ordinal)))
            return "[]";
        return type switch
        {
            "string" => "\"\"",
            "bool" => "true",
            "int" or "long" or "short" or "byte" or "decimal" or "double" or "float" => "0",
            _ when type.StartsWith('(') => "default!",
            _ when type.StartsWith("Dictionary<", StringComparison.Ordinal) => "new()",
            _ when type.Contains("Dictionary<", StringComparison.Ordinal) => $"new Dictionary<{Inner(type)}>()",
            _ when type.StartsWith("IAsyncEnumerable<", StringComparison.Ordinal) => $"System.Linq.AsyncEnumerable.Empty<{Inner(type)}>()",
            _ => $"({type})System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof({type}))",
        };
    }

    private static string Inner(string type) => type[(type.IndexOf('<', StringComparison.Ordinal) + 1)..^1];
}

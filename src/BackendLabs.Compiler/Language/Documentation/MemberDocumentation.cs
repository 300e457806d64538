using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace BackendLabs.Compiler.Language.Documentation;

/// <summary>What is written about one member, as plain text.</summary>
internal sealed class MemberDocumentation
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    public string? Summary { get; private init; }

    public string? Returns { get; private init; }

    /// <summary>The id of the member whose words these are; null where they stand here.</summary>
    public string? InheritsFrom { get; private init; }

    public string? Parameter(string name) => _parameters.GetValueOrDefault(name);

    /// <returns>Null where the text is no XML.</returns>
    public static MemberDocumentation? Parse(string xml)
    {
        XElement member;
        try
        {
            member = XElement.Parse(xml);
        }
        catch (XmlException)
        {
            return null;
        }

        var read = new MemberDocumentation
        {
            Summary = Plain(member.Element("summary")),
            Returns = Plain(member.Element("returns")),
            InheritsFrom = member.Element("inheritdoc")?.Attribute("cref")?.Value,
        };
        foreach (var parameter in member.Elements("param"))
        {
            if (parameter.Attribute("name")?.Value is { } name && Plain(parameter) is { } words)
                read._parameters[name] = words;
        }

        return read;
    }

    private static string? Plain(XElement? element)
    {
        if (element is null)
            return null;
        var words = new StringBuilder();
        Append(words, element);
        // White space is the file's layout; a line of its own is only what an element makes one.
        var lines = words.ToString().Split('\u2029').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var plain = string.Join('\n', lines.Where(line => line.Length > 0));
        return plain.Length == 0 ? null : plain;
    }

    private static void Append(StringBuilder words, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText said)
                words.Append(said.Value);
            else if (node is XElement inner)
                AppendElement(words, inner);
        }
    }

    private static void AppendElement(StringBuilder words, XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "see" or "seealso" when element.IsEmpty:
                words.Append(element.Attribute("langword")?.Value ?? element.Attribute("href")?.Value ?? ShortName(element.Attribute("cref")?.Value ?? ""));
                break;
            case "paramref" or "typeparamref":
                words.Append(element.Attribute("name")?.Value);
                break;
            case "para" or "br" or "list" or "item" or "code":
                words.Append('\u2029');
                Append(words, element);
                words.Append('\u2029');
                break;
            default:
                Append(words, element);
                break;
        }
    }

    /// <summary><c>M:System.String.Join(System.String,System.Object[])</c> to <c>String.Join</c>; a type alone without its namespace.</summary>
    private static string ShortName(string reference)
    {
        var kind = reference is [var letter, ':', ..] ? letter : ' ';
        var name = kind == ' ' ? reference : reference[2..];
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        var parts = (bracket < 0 ? name : name[..bracket]).Split('.');
        var kept = parts.TakeLast(kind is 'T' or 'N' or '!' or ' ' ? 1 : 2).Select(part => part.IndexOf('`', StringComparison.Ordinal) is >= 0 and var tick ? part[..tick] : part);
        return string.Join('.', kept);
    }
}

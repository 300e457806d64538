using System.Reflection;

namespace Docker.DotNet.Tests.StandIn;

/// <summary>
/// A set of lines <c>type</c> and <c>type: member</c>, read from the list of the package or from an assembly by reflection,
/// in the list's own spelling: a property by type and name, a parameterless constructor not at all, an out parameter as its type.
/// </summary>
sealed class PublicSurface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types by full name, each with its heading in the list's spelling.</summary>
    internal Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> Members { get; } = new(StringComparer.Ordinal);

    internal static string MemberOf(string type, string member) => $"{type}: {member}";

    internal static string TypeOf(string line) => line.Split(": ", 2)[0];

    internal static PublicSurface Of(Assembly assembly)
    {
        var surface = new PublicSurface();
        foreach (var type in assembly.GetExportedTypes())
        {
            var name = $"{type.Namespace}.{Spelling.Of(type)}";
            surface.Types[name] = Spelling.Heading(type);
            if (type.IsEnum)
                continue;
            foreach (var member in type.GetMembers(Declared).Select(Spelling.Of).Where(member => member is not null))
                surface.Members.Add(MemberOf(name, member!));
        }

        return surface;
    }

    internal static PublicSurface Read(IEnumerable<string> lines)
    {
        var surface = new PublicSurface();
        var (space, type) = ("", "");
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                surface.Members.Add(MemberOf(type, line.Trim()));
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                var heading = line.Trim();
                var name = heading.Split(' ').First(word => word is not ("abstract" or "static" or "class" or "interface" or "struct" or "enum"));
                type = $"{space}.{name.TrimEnd(':')}";
                surface.Types[type] = heading;
            }
            else
            {
                space = line["namespace ".Length..];
            }
        }

        return surface;
    }
}

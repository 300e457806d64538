using System.Text.RegularExpressions;

namespace Docker.DotNet.Tests.StandIn;

public sealed partial class PublicSurfaceTests
{
    static readonly PublicSurface Ours = PublicSurface.Of(typeof(DockerClient).Assembly);
    static readonly PublicSurface Package = PublicSurface.Read(Resource("docker-dotnet-3.125-api.txt"));
    static readonly HashSet<string> Omitted = Entries("omitted.txt");
    static readonly HashSet<string> Unlisted = Entries("unlisted.txt");

    [Test]
    public void Every_type_and_member_here_is_in_the_package_with_the_same_signature()
    {
        var types = Ours.Types
            .Where(type => !Unlisted.Contains(type.Key) && Package.Types.GetValueOrDefault(type.Key) != type.Value)
            .Select(type => $"{type.Value}   (the list: {Package.Types.GetValueOrDefault(type.Key, "no such type")})");
        var members = Ours.Members
            .Where(member => !Unlisted.Contains(PublicSurface.TypeOf(member)) && !Package.Members.Contains(member))
            .Select(member => $"{member}   (the list: {SameName(member)})");

        AssertNone("is here and not so in the list", types.Concat(members));
    }

    [Test]
    public void Everything_that_is_not_here_is_named_as_omitted()
    {
        var types = Package.Types.Keys.Where(type => !Ours.Types.ContainsKey(type) && !Omitted.Contains(type));
        var members = Package.Members
            .Where(member => Ours.Types.ContainsKey(PublicSurface.TypeOf(member)) && !Ours.Members.Contains(member) && !Omitted.Contains(member));

        AssertNone("is in the list, not here and not in omitted.txt", types.Concat(members));
    }

    [Test]
    public void Nothing_is_named_as_omitted_that_is_here_or_was_never_in_the_package()
    {
        AssertNone("stands in omitted.txt and is here", Omitted.Where(entry => Ours.Types.ContainsKey(entry) || Ours.Members.Contains(entry)));
        AssertNone("stands in omitted.txt and not in the list", Omitted.Where(entry => !Package.Types.ContainsKey(entry) && !Package.Members.Contains(entry)));
        AssertNone("stands in omitted.txt although its whole type does", Omitted.Where(entry => entry.Contains(": ", StringComparison.Ordinal) && Omitted.Contains(PublicSurface.TypeOf(entry))));
    }

    [Test]
    public void A_type_that_the_list_does_not_describe_is_one_that_its_members_speak_of()
    {
        var spokenOf = Package.Members.SelectMany(member => Word().Matches(member).Select(word => word.Value)).ToHashSet(StringComparer.Ordinal);

        AssertNone("stands in unlisted.txt and is described in the list", Unlisted.Where(Package.Types.ContainsKey));
        AssertNone("stands in unlisted.txt and is not here", Unlisted.Where(type => !Ours.Types.ContainsKey(type)));
        AssertNone("stands in unlisted.txt and no member of the list needs it", Unlisted.Where(type => !spokenOf.Contains(type.Split('.')[^1])));
    }

    [GeneratedRegex(@"\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    static string SameName(string member)
    {
        var beginning = $"{PublicSurface.TypeOf(member)}: ";
        var name = NameOf(member);
        var same = Package.Members.Where(other => other.StartsWith(beginning, StringComparison.Ordinal) && NameOf(other) == name).ToList();
        return same.Count == 0 ? "no such member" : string.Join(" | ", same.Select(other => other[beginning.Length..]));
    }

    static string NameOf(string member) => member.Split('(')[0].Split(' ')[^1];

    static void AssertNone(string what, IEnumerable<string> differences)
    {
        var lines = differences.Order(StringComparer.Ordinal).ToList();
        if (lines.Count > 0)
            Assert.Fail($"{lines.Count} x {what}:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }

    static HashSet<string> Entries(string resource) =>
        [.. Resource(resource).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    static IEnumerable<string> Resource(string name)
    {
        using var reader = new StreamReader(typeof(PublicSurfaceTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r'));
    }
}

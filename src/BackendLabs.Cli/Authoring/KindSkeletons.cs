using System.Reflection;
using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Authoring;

/// <summary>Complete small labs, one for a kind of service each and one with a fault: the files of <c>Skeletons/</c>, which this assembly carries.</summary>
internal static class KindSkeletons
{
    private const string Prefix = "Skeletons/";
    private const string MoreEnding = ".md.txt";

    private static readonly Assembly Own = typeof(KindSkeletons).Assembly;

    /// <summary>What <c>--with</c> knows, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Own.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..].Split('/')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>A lab's files under an id; <c>lab.yaml</c> first.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static IReadOnlyList<LabText> Files(string name, string id)
    {
        var folder = $"{Prefix}{name}/";
        List<LabText> files = [.. Own.GetManifestResourceNames().Where(resource => resource.StartsWith(folder, StringComparison.Ordinal)).Select(resource => Read(resource, folder))];
        var digest = LabDigest.Of(files.Where(file => file.Path is "checks.csx" or "contract.csx" || ServiceKinds.SeedFiles.Contains(file.Path)))[..LabDigest.ShortLength];
        return
        [
            .. files.Select(file => file.Path == "lab.yaml"
                    ? file with { Text = file.Text.Replace("{{id}}", id, StringComparison.Ordinal).Replace("{{digest}}", digest, StringComparison.Ordinal) }
                    : file)
                .OrderBy(file => file.Path is not "lab.yaml").ThenBy(file => file.Path.Contains('/', StringComparison.Ordinal)).ThenBy(file => file.Path, StringComparer.Ordinal),
        ];
    }

    private static LabText Read(string resource, string folder)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(resource)!);
        var path = resource[folder.Length..];
        return new LabText(path.EndsWith(MoreEnding, StringComparison.Ordinal) ? path[..^".txt".Length] : path, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}

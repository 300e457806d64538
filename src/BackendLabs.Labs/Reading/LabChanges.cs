using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary>
/// <c>changes</c>: a line for each version, oldest first, with the digest of its checks. So checks cannot change
/// without a new version: grades given under the old ones would no longer be those that a run repeats.
/// </summary>
/// <param name="Place">Of the field; of the whole file where it is missing.</param>
/// <param name="Newest">Null where there is none that could be read.</param>
internal sealed record LabChanges(Place Place, LabChange? Newest, bool IsMissing, bool IsBroken)
{
    public static LabChanges Read(YamlFields lab)
    {
        var value = lab.Find("changes");
        LabChange? newest = null;
        var before = lab.Log.Log.Count;
        foreach (var item in lab.FindList("changes", "[]"))
        {
            if (item is not YamlValue.Mapping map)
            {
                lab.Log.Add(item.Place, $"A change must be a map, but {item.Describe()}.", "Write `- { version: 1, digest: \"…\", note: First version }`.");
                continue;
            }
            var fields = new YamlFields(map, lab.Log, "a change", "version", "digest", "note");
            var version = fields.RequireWhole("version", 1, int.MaxValue, "1");
            var digest = fields.RequireText("digest", "\"…\"");
            fields.RequireText("note", "First version");
            if (digest is not null && !IsDigest(digest))
                lab.Log.Add(fields.Find("digest")!.Place, $"`{digest}` is no digest: {LabDigest.ShortLength} lower-case hex digits.", "Remove the line; `lab validate` prints the one to write.");
            if (version is not { } number || digest is null) continue;
            if (number <= newest?.Version)
                lab.Log.Add(fields.Find("version")!.Place, $"Version {number} comes after version {newest.Version}.", "List the changes oldest first, one for each version.");
            newest = new LabChange(number, digest, fields.Place, fields.Find("digest")!.Place);
        }
        return new LabChanges(value?.Place ?? lab.Place, newest, IsMissing: value is null, IsBroken: lab.Log.Log.Count > before);
    }

    private const string ByCommand = "`lab validate` with `--note \"what changed\"` writes it for you.";

    /// <summary>Logs what must be written for a version with these checks.</summary>
    public void Verify(int version, string digest, FileLog log)
    {
        if (IsBroken) return;
        if (Newest is null)
            log.Add(Place, IsMissing ? "The field `changes` of lab.yaml is missing." : "`changes` is empty.", $"Add `changes:` and under it the line `  {Line(version, digest, version == 1 ? "First version" : "what changed")}`. {ByCommand}");
        else if (Newest.Version > version)
            log.Add(Newest.Place, $"The newest change is of version {Newest.Version}, but `version` is {version}.", $"Write `version: {Newest.Version}`.");
        else if (Newest.Version < version)
            log.Add(Newest.Place, $"Version {version} has no change; the newest is of version {Newest.Version}.", $"Add at the end of `changes` the line `  {Line(version, digest, "what changed")}`. {ByCommand}");
        else if (Newest.Digest != digest)
            log.Add(
                Newest.DigestPlace,
                $"The checks have changed since version {version} was noted: their digest is {digest}.",
                $"Write `version: {version + 1}` and add at the end of `changes` the line `  {Line(version + 1, digest, "what changed")}`. "
                + $"Where nobody has used version {version} yet, write `digest: \"{digest}\"` here instead. {ByCommand}");
    }

    // In quotes, for twelve hex digits can read as a number.
    public static string Line(int version, string digest, string note) =>
        $"- {{ version: {version}, digest: \"{digest}\", note: {note} }}";

    private static bool IsDigest(string text) => text.Length == LabDigest.ShortLength && text.All(char.IsAsciiHexDigitLower);
}

internal sealed record LabChange(int Version, string Digest, Place Place, Place DigestPlace);

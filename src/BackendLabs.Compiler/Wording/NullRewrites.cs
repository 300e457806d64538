namespace BackendLabs.Compiler.Wording;

/// <summary>Warnings: values that may be null in plain words, and those that no student needs.</summary>
internal static class NullRewrites
{
    public static readonly Rewrite[] All =
    [
        new(["CS8602"], finding => new Said($"{Written(finding)} may be null here.", "Ask first (if (value is null) …), or use ?. in place of the point.")),
        new(["CS8600"], _ => new Said("This value may be null, and the variable's type says that it never is.", "Write ? after the type (string?), or var.")),
        new(["CS8601"], _ => new Said("This value may be null, and what it is given to never is.", "Ask first, or give a substitute: value ?? \"\".")),
        new(["CS8603"], _ => new Said("This may return null, and the method says that it never does.", "Write ? after the return type, or return something else.")),
        new(["CS8604"], finding => new Said($"{Written(finding)} may be null, and what it is handed to does not expect that.", "Ask first (if (value is null) …), or give a substitute: value ?? \"\".")),
        new(["CS8618"], finding => new Said($"{finding.Quoted(1)} has no value when the object is made.", "Write required in front of it, set it in the constructor, or write ? after its type.")),
        new(["CS8625"], _ => new Said("null is given to something that is never null.", "Write ? after the type that may be null.")),
        new(["CS8629"], finding => new Said($"{Written(finding)} may have no value here.", "Ask .HasValue first, or give a substitute: value ?? 0.")),
        new(["CS8605"], _ => new Said("This value may be null and is unpacked as if it never were.", "Ask first: if (value is null) …")),
        new(["CS0162"], _ => new Said("This is never reached.", "Something before it returns or throws on every way.")),
        new(
            [
                "CS0168", "CS0219", "CS0169", "CS0414", "CS0649", "CS8321", // unused
                "CS1701", "CS1702", // an older library against today's framework
                "CS7022", // a Main beside top-level code
            ],
            _ => Said.Nothing),
    ];

    private static string Written(Finding finding) =>
        finding.Written is { Length: <= 40 } text && !text.Contains('\n', StringComparison.Ordinal) ? text : "This value";
}

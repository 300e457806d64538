namespace BackendLabs.Compiler.Language;

/// <summary>Words of the language that a snippet has use for; those for pointers, namespaces and conversions are left out.</summary>
internal static class CompletionKeywords
{
    public static readonly IReadOnlyList<string> All =
    [
        "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "class", "const", "continue", "decimal", "default",
        "do", "double", "else", "enum", "false", "finally", "float", "for", "foreach", "get", "if", "in", "init", "int", "interface", "is",
        "lock", "long", "nameof", "new", "not", "null", "object", "out", "override", "params", "private", "public", "readonly", "record", "ref",
        "required", "return", "sealed", "set", "short", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof",
        "using", "var", "virtual", "void", "when", "where", "while", "with", "yield",
    ];
}

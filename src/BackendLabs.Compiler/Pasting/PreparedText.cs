using BackendLabs.Contract;

namespace BackendLabs.Compiler.Pasting;

/// <summary>
/// A student's text as it is compiled: what was pasted along and means nothing is replaced by spaces, so that each line and
/// column stays the student's own.
/// </summary>
/// <param name="Text">To be parsed.</param>
/// <param name="Notes">What was ignored, in words; warnings, no errors.</param>
/// <param name="Refusal">Why it must not be parsed; null where it may be.</param>
internal sealed record PreparedText(string Text, IReadOnlyList<SnippetDiagnostic> Notes, SnippetDiagnostic? Refusal)
{
    public static PreparedText Of(string source)
    {
        var (text, notes) = IgnoredCharacters.Blank(source);
        return TextGate.Refuse(text) is { } refusal
            ? new PreparedText(text, notes, refusal)
            : new PreparedText(ExtensionClasses.Open(text), notes, Refusal: null);
    }
}

using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>A text in somebody's editor, as it is at this moment.</summary>
/// <param name="Editor">Whose it is, in any words: questions of one editor take turns, those of several are served in turn.</param>
public sealed record EditorText(Lab Lab, string Source, string Editor);

/// <summary>What came of a question about a text.</summary>
public abstract record LanguageReply<T>
{
    private LanguageReply()
    {
    }

    public sealed record Answer(T Value) : LanguageReply<T>;

    /// <summary>So many questions of this editor are waiting that this one was not taken.</summary>
    public sealed record TooMany : LanguageReply<T>;
}

/// <param name="Items">Best first, 200 at most.</param>
/// <param name="IsIncomplete">Whether one more letter may bring others.</param>
public sealed record CompletionList(IReadOnlyList<CompletionItem> Items, bool IsIncomplete);

/// <param name="Label">What is shown.</param>
/// <param name="Kind">As the Language Server Protocol names kinds, in camel case: <c>method</c>, <c>enumMember</c>.</param>
/// <param name="Detail">The signature, cut where it is very long; null for a word of the language.</param>
/// <param name="Documentation">Plain text; null where nothing is known.</param>
/// <param name="InsertText">What is written.</param>
public sealed record CompletionItem(string Label, string Kind, string? Detail, string? Documentation, string InsertText, bool IsDeprecated);

/// <param name="ActiveSignature">Index of the overload that fits best.</param>
/// <param name="ActiveParameter">Index of the parameter at the caret; may lie beyond the last.</param>
public sealed record SignatureHelp(IReadOnlyList<SignatureInformation> Signatures, int ActiveSignature, int ActiveParameter);

/// <param name="Label">The whole signature; each parameter's label is a part of it.</param>
public sealed record SignatureInformation(string Label, string? Documentation, IReadOnlyList<ParameterInformation> Parameters);

public sealed record ParameterInformation(string Label, string? Documentation);

/// <summary>What a name stands for. Lines and columns from 1.</summary>
/// <param name="Signature">C#, perhaps over several lines.</param>
/// <param name="Documentation">Plain text; null where nothing is known.</param>
public sealed record HoverInformation(string Signature, string? Documentation, int Line, int Column, int EndLine, int EndColumn);

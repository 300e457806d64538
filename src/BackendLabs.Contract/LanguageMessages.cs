using System.Text.Json.Serialization;

namespace BackendLabs.Contract;

/// <summary>What an editor asks about a text. Lines and columns count from 1, columns in UTF-16 units; a place beyond the text is its nearest.</summary>
[JsonDerivedType(typeof(Diagnose), "diagnose")]
[JsonDerivedType(typeof(Complete), "complete")]
[JsonDerivedType(typeof(DescribeCall), "call")]
[JsonDerivedType(typeof(Hover), "hover")]
public abstract record LanguageQuestion
{
    /// <summary>What a compile would say; answered by the reply's diagnostics.</summary>
    public sealed record Diagnose : LanguageQuestion;

    /// <summary>What may stand at the caret.</summary>
    public sealed record Complete(int Line, int Column) : LanguageQuestion;

    /// <summary>The parameters of the call whose brackets are around the caret.</summary>
    public sealed record DescribeCall(int Line, int Column) : LanguageQuestion;

    /// <summary>What the name at the place stands for.</summary>
    public sealed record Hover(int Line, int Column) : LanguageQuestion;
}

/// <summary>Documentation is plain text, with a line of its own for each paragraph.</summary>
[JsonDerivedType(typeof(Completions), "completions")]
[JsonDerivedType(typeof(Signatures), "signatures")]
[JsonDerivedType(typeof(Quick), "quick")]
public abstract record LanguageAnswer
{
    /// <param name="Items">Best first.</param>
    /// <param name="IsIncomplete">Whether there are more than are listed, so that one more letter may bring others.</param>
    public sealed record Completions(IReadOnlyList<CompletionWord> Items, bool IsIncomplete) : LanguageAnswer;

    /// <param name="Active">Index of the overload that fits what is written so far.</param>
    /// <param name="ActiveParameter">Index of the parameter at the caret; may lie beyond a shorter overload's last.</param>
    public sealed record Signatures(IReadOnlyList<CallSignature> Items, int Active, int ActiveParameter) : LanguageAnswer;

    /// <param name="Signature">C#, perhaps over several lines.</param>
    public sealed record Quick(string Signature, string? Documentation, int Line, int Column, int EndLine, int EndColumn) : LanguageAnswer;
}

/// <param name="Name">What is shown and, but for <paramref name="Insert"/>, written.</param>
/// <param name="Kind">The Language Server Protocol's name of the kind, in camel case: <c>method</c>, <c>enumMember</c>.</param>
/// <param name="Insert">Null where it is the name.</param>
public sealed record CompletionWord(string Name, string Kind, string? Detail, string? Documentation, string? Insert, bool IsDeprecated);

/// <param name="Label">The whole signature; each parameter's label is a part of it.</param>
public sealed record CallSignature(string Label, string? Documentation, IReadOnlyList<CallParameter> Parameters);

public sealed record CallParameter(string Label, string? Documentation);

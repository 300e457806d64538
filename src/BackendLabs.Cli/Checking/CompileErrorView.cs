using BackendLabs.Cli.Screens;
using BackendLabs.Contract;
using BackendLabs.Labs;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Checking;

/// <summary>The first few compile errors, each at its place. The rest often follow from them.</summary>
internal static class CompileErrorView
{
    private const int Most = 3;

    public static IEnumerable<IRenderable> Of(Verdict.CompileError verdict, ReportSetting setting, int width)
    {
        var errors = verdict.Diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        foreach (var error in errors.Take(Most))
        {
            yield return Ink.Text(($"{setting.FileName}, line {error.Line}, column {error.Column}", Ink.Quiet), ($"  {error.Id}", Ink.Quiet));
            if (SourceExcerpt.At(setting.Source, error.Line, error.Column, Length(error), width - 2) is { } excerpt)
                yield return Prefixed.Indented(excerpt);
            yield return Prefixed.Indented(Ink.Lines(error.Message, Ink.Bad));
            if (error.Hint is not null)
                yield return new Prefixed(Ink.Lines(error.Hint), "→ ", "  ", Ink.Warn);
            yield return Ink.Blank;
        }

        if (errors.Count > Most)
            yield return Ink.Stack([Ink.Text($"{errors.Count - Most} more; the first ones often explain them.", Ink.Quiet), Ink.Blank]);
    }

    // An error over several lines is underlined to the end of its first.
    private static int Length(SnippetDiagnostic error) => error.EndLine == error.Line ? error.EndColumn - error.Column : int.MaxValue;
}

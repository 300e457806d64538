using System.CommandLine;
using System.Text.Json;
using BackendLabs.Cli.Library;
using BackendLabs.Cli.Progress;
using BackendLabs.Cli.Screens;
using BackendLabs.Labs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Learning;

internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var format = OutputFormat.Option();
        return new LabCommand(
            "list", "Show all tracks and labs, and how far you are.",
            ("lab list", "All labs; ✓ passed, → the current one, · still to do"),
            ("lab list --format json", "The same for a program"))
        {
            format,
        }.Does(line =>
        {
            var progress = context.Progress.Ask(store => store.All(), []).ToDictionary(one => one.Lab);
            var current = CurrentLab.OrNull(context)?.Id;
            if (OutputFormat.IsJson(line, format))
                context.Screen.Out.WriteLine(Json(context, progress, current));
            else
                context.Screen.Render(Pretty(context, progress, current));
            foreach (var problem in context.Labs.Catalog.Problems)
                context.Screen.Note($"! {LabLibrary.Place(problem)}: {problem.Message} {problem.Suggestion}");
            return ExitCode.Done;
        });
    }

    private static Stack Pretty(CommandContext context, Dictionary<string, LabProgress> progress, string? current)
    {
        var parts = new List<IRenderable>();
        var width = context.Labs.Catalog.Labs.Select(lab => lab.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var track in context.Labs.Catalog.Tracks)
        {
            if (parts.Count > 0)
                parts.Add(Ink.Blank);
            parts.Add(Ink.Text((track.Title, Ink.Strong), ($"  {track.Id}", Ink.Quiet)));
            foreach (var lab in track.Labs)
                parts.Add(Line(lab, progress.GetValueOrDefault(lab.Id), lab.Id == current, width));
        }

        return Ink.Stack(parts);
    }

    private static Prefixed Line(CatalogLab lab, LabProgress? progress, bool current, int width)
    {
        var (mark, style) = progress is { Passed: true } ? ("✓", Ink.Good) : current ? ("→", Ink.Warn) : ("·", Ink.Quiet);
        var header = lab.Header;
        var facts = new List<string> { header.Difficulty.ToString().ToLowerInvariant(), $"{header.Minutes} min" };
        if (header.Services.Count > 0)
            facts.Add(string.Join(", ", header.Services.Values.Select(service => service.Kind).Distinct()));
        if (progress is { Passed: false })
            facts.Add($"{progress.BestScore}/{progress.Max} points");
        var text = Ink.Text((header.Title, Ink.Plain), ($"  {string.Join(" · ", facts)}", Ink.Quiet));
        return new Prefixed(text, $"  {mark} {lab.Name.PadRight(width)}  ", new string(' ', width + 6), style);
    }

    private static string Json(CommandContext context, Dictionary<string, LabProgress> progress, string? current) => JsonText.Write(writer => writer.WriteObject(() =>
        writer.WriteArray("tracks", context.Labs.Catalog.Tracks, track => writer.WriteObject(() =>
        {
            writer.WriteString("id", track.Id);
            writer.WriteString("title", track.Title);
            writer.WriteString("summary", track.Summary);
            writer.WriteArray("labs", track.Labs, lab => WriteLab(writer, lab, progress.GetValueOrDefault(lab.Id), current));
        }))));

    private static void WriteLab(Utf8JsonWriter writer, CatalogLab lab, LabProgress? progress, string? current) => writer.WriteObject(() =>
    {
        var header = lab.Header;
        writer.WriteString("id", lab.Id);
        writer.WriteString("title", header.Title);
        writer.WriteNumber("version", header.Version);
        writer.WriteString("difficulty", header.Difficulty.ToString().ToLowerInvariant());
        writer.WriteNumber("minutes", header.Minutes);
        writer.WriteArray("services", header.Services.Values.Select(service => service.Kind).Distinct(), writer.WriteStringValue);
        writer.WriteArray("prerequisites", header.Prerequisites, writer.WriteStringValue);
        writer.WriteBoolean("passed", progress?.Passed ?? false);
        writer.WriteBoolean("current", lab.Id == current);
        writer.WriteNumber("attempts", progress?.Attempts ?? 0);
        writer.WriteNumberOrNull("bestScore", progress?.BestScore);
        writer.WriteNumberOrNull("max", progress?.Max);
    });
}

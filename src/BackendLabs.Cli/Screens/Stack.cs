using Spectre.Console.Rendering;

namespace BackendLabs.Cli.Screens;

/// <summary>One thing under the other. Unlike Spectre's rows it ends in exactly one line end.</summary>
internal sealed class Stack(IReadOnlyList<IRenderable> parts) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var measured = parts.Select(part => part.Measure(options, maxWidth)).ToList();
        return measured.Count == 0 ? new Measurement(0, 0) : new Measurement(measured.Max(m => m.Min), measured.Max(m => m.Max));
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var part in parts)
        {
            var ended = false;
            foreach (var segment in part.Render(options, maxWidth))
            {
                ended = segment.IsLineBreak || segment.Text.EndsWith('\n');
                yield return segment;
            }

            if (!ended)
                yield return Segment.LineBreak;
        }
    }
}

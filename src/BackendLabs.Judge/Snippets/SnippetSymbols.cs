using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using BackendLabs.Contract;

namespace BackendLabs.Judge.Snippets;

/// <summary>Finds the line of a place in the snippet's assembly, from debug information that the student's process never has.</summary>
internal sealed class SnippetSymbols : IDisposable
{
    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _reader;

    public SnippetSymbols(byte[] symbols)
    {
        _provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols, writable: false));
        _reader = _provider.GetMetadataReader();
    }

    /// <returns>Null for a place that is none: tokens come from the student's process and may be anything.</returns>
    public int? Line(StackFrameToken frame)
    {
        var row = frame.Method & 0x00FFFFFF;
        if (frame.Method >> 24 != (int)TableIndex.MethodDef || row == 0 || row > _reader.MethodDebugInformation.Count)
            return null;

        int? line = null;
        foreach (var point in _reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row)).GetSequencePoints())
        {
            if (point.Offset > frame.Offset && line is not null)
                break;
            if (!point.IsHidden)
                line = point.StartLine;
        }

        return line;
    }

    public SnippetFailure Resolve(SnippetError error)
    {
        var lines = error.Frames.Select(Line).OfType<int>().ToList();
        return new SnippetFailure(error.Type, error.Message, lines, error.Inner is null ? null : Resolve(error.Inner))
        {
            HeapBytes = error.HeapBytes,
            Facts = error.Facts,
        };
    }

    public void Dispose() => _provider.Dispose();
}

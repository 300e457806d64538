using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace BackendLabs.CompilerClient.Language;

/// <summary>Texts that cost a compiler, and the editors that they came from: neither is to cost another one at the next key press.</summary>
internal sealed class SpoiltTexts(TimeProvider time)
{
    private const int Kept = 1024;

    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _editors = new(StringComparer.Ordinal);

    public void Add(EditorText text)
    {
        if (_texts.Count >= Kept)
            _texts.Clear();
        if (_editors.Count >= Kept)
            _editors.Clear();
        _texts[Key(text)] = true;
        _editors[text.Editor] = time.GetTimestamp();
    }

    public bool Contains(EditorText text)
    {
        if (_editors.TryGetValue(text.Editor, out var when))
        {
            if (time.GetElapsedTime(when) < CompilerTimes.QuestionPenalty)
                return true;
            _editors.TryRemove(text.Editor, out _);
        }

        return !_texts.IsEmpty && _texts.ContainsKey(Key(text));
    }

    private static string Key(EditorText text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{text.Lab.Digest}\n{text.Source}")));
}

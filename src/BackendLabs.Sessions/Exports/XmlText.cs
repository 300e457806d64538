using System.Text;
using System.Xml;

namespace BackendLabs.Sessions.Exports;

internal static class XmlText
{
    /// <summary>
    /// With U+FFFD in place of each character that XML 1.0 (section 2.2) does not allow, not even escaped: most control
    /// characters and halves of surrogate pairs.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return clean.ToString();
    }
}

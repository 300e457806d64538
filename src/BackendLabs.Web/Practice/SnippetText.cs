using System.Diagnostics.CodeAnalysis;
using System.Text;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Practice;

/// <summary>A student's text as it comes from a browser.</summary>
internal static class SnippetText
{
    /// <summary>As for a file on the command line.</summary>
    public const int MostBytes = 256 * 1024;

    /// <exception cref="RefusedException">400: no text, or bytes that are none. 413: it is too long.</exception>
    public static string Require([NotNull] string? text)
    {
        if (text is null)
            throw new RefusedException(StatusCodes.Status400BadRequest, "There is no text in this.");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new RefusedException(StatusCodes.Status400BadRequest, "This is not C#: it holds a zero character.", "Remove it; most editors show it as ␀.");
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
            throw new RefusedException(StatusCodes.Status413PayloadTooLarge, "This is too long for an answer.", $"At most {MostBytes / 1024} KiB.");
        return text;
    }
}

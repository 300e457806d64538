using BackendLabs.Labs.Links;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>
/// Checks the links of a lab's texts without a network: relative ones lead to something within the lab's root,
/// anchors to a heading of the same text, web addresses are well formed.
/// </summary>
public static class LabLinks
{
    public static IReadOnlyList<LabProblem> Check(Lab lab)
    {
        var log = new ProblemLog();
        foreach (var text in new[] { lab.Texts.Lesson, lab.Texts.After }.OfType<LabText>().Concat(lab.Texts.Translations))
        {
            var page = MarkdownPage.Read(text.Text);
            var file = log.For($"{lab.Id}/{text.Path}");
            foreach (var link in page.Links) CheckLink(lab, page, link, file);
        }
        return log.Sorted();
    }

    private static void CheckLink(Lab lab, MarkdownPage page, MarkdownLink link, FileLog log)
    {
        var target = link.Target;
        var scheme = target.IndexOf(':', StringComparison.Ordinal);
        if (target.Length == 0) log.Add(link.Place, "The link leads nowhere.", "Write its target, or remove the link.");
        else if (target[0] is '#') CheckAnchor(page, link, log);
        else if (scheme > 0 && target.AsSpan(0, scheme).IndexOfAny("/?#") < 0) CheckAddress(link, log);
        else if (target[0] is '/') log.Add(link.Place, $"The link `{target}` begins at no known folder.", "Write it relative to this file, or with https://.");
        else CheckFile(lab, link, log);
    }

    private static void CheckAnchor(MarkdownPage page, MarkdownLink link, FileLog log)
    {
        var anchor = link.Target[1..];
        if (page.Anchors.Contains(anchor)) return;
        var near = NearestName.Of(anchor, page.Anchors);
        log.Add(link.Place, $"No heading of this text has the anchor `#{anchor}`.", near is null ? "Link to a heading: lower case, dashes for spaces." : $"Did you mean `#{near}`?");
    }

    private static void CheckAddress(MarkdownLink link, FileLog log)
    {
        var target = link.Target;
        if (target.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && target.Contains('@', StringComparison.Ordinal)) return;
        if (!Uri.TryCreate(target, UriKind.Absolute, out var address) || !Uri.IsWellFormedUriString(target, UriKind.Absolute) || address.Scheme is not ("http" or "https"))
            log.Add(link.Place, $"`{target}` is no web address.", "Write it in full, for example `https://sqlite.org/lang.html`.");
        else if (!address.Host.Contains('.', StringComparison.Ordinal) && address.Host is not "localhost")
            log.Add(link.Place, $"`{address.Host}` is no host that a reader can reach.", "Write the host's full name.");
    }

    private static void CheckFile(Lab lab, MarkdownLink link, FileLog log)
    {
        var name = Uri.UnescapeDataString(link.Target.Split('#', '?')[0]);
        var root = Path.GetFullPath(Path.Combine(lab.Folder, "..", ".."));
        var path = Path.GetFullPath(Path.Combine(lab.Folder, name));
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            log.Add(link.Place, $"The link `{link.Target}` leads out of the labs.", "Link within the labs, or to a web address.");
        else if (!Path.Exists(path))
            log.Add(link.Place, $"The link `{link.Target}` leads to no file.", "Correct the path; it is relative to this file.");
    }
}

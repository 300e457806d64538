public sealed record Taken(string Text)
{
    public static Taken Everything()
    {
        var found = new List<string>();
        foreach (var file in new[] { "@victim@/secret", "/proc/1/environ", "/etc/passwd", "/proc/1/root@victim@/secret" })
        {
            try { found.Add(System.IO.File.ReadAllText(file)); } catch (Exception) { }
        }
        foreach (var place in new[] { "@victim@/taken", "@victim@/secret", "/data/../@victim@/secret" })
        {
            try { System.IO.File.WriteAllText(place, "taken"); } catch (Exception) { }
        }
        return new Taken(string.Join("\n", found));
    }
}

using System.Collections.ObjectModel;
using BackendLabs.Labs.Yaml;

namespace BackendLabs.Labs.Reading;

/// <summary>Reads <c>lab.yaml</c> alone, forgiving: a list shows a lab with mistakes too.</summary>
internal static class HeaderFile
{
    public static LabHeader Read(string root, string id)
    {
        var log = new ProblemLog();
        var path = $"{id}/lab.yaml";
        var file = new FileInfo(Path.Combine(root, path));
        var text = file.Exists ? TextFile.Read(file, log.For(path)) : null;
        var definition = text is null ? null : LabDefinition.Read(text, id, log.For(path));
        return definition is null
            ? new LabHeader(id, 0, default, 0, [], [], ReadOnlyDictionary<string, LabService>.Empty, IsWhole: false)
            : new LabHeader(
                definition.Title, definition.Version ?? 0, definition.Difficulty, definition.Minutes,
                definition.Concepts, definition.Prerequisites, definition.Services, IsWhole: log.Count == 0)
            { IsFree = definition.IsFree };
    }

    /// <summary>Where a prerequisite stands; null where the file has changed since.</summary>
    public static Place? PlaceOfPrerequisite(string root, string id, string needed)
    {
        var log = new ProblemLog().For("");
        var file = new FileInfo(Path.Combine(root, $"{id}/lab.yaml"));
        var map = file.Exists && TextFile.Read(file, log) is { } text ? YamlText.Read(text, log) : null;
        return map?.Find("prerequisites") is YamlValue.Sequence list
            ? list.Items.FirstOrDefault(item => item is YamlValue.Scalar scalar && scalar.Text == needed)?.Place
            : null;
    }
}

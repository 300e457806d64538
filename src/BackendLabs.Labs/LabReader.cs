using BackendLabs.Contract.Services;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>Reads a lab's folder: whole, or with every mistake in it named at once.</summary>
public static class LabReader
{
    /// <param name="root">The folder that holds the tracks, e.g. <c>labs</c>.</param>
    /// <param name="id"><c>track/name</c>.</param>
    public static LabReading Read(string root, string id)
    {
        var log = new ProblemLog();
        if (!LabNames.IsId(id))
        {
            log.Add(id, null, $"A lab's folder is track/name in {LabNames.WordsForm}.", "Rename the folder, for example to caching/cache-aside.");
            return new LabReading.Bad(log.Sorted());
        }
        var folder = new LabFolder(root, id, log);
        if (!folder.Read()) return new LabReading.Bad(log.Sorted());
        var definition = folder.Find("lab.yaml") is { } yaml ? LabDefinition.Read(yaml.Text, id, folder.LogOf("lab.yaml")) : null;
        folder.CheckFiles(definition is { IsFree: true });
        var wrong = ReadWrong(folder);
        if (definition is null) return new LabReading.Bad(log.Sorted());
        ReadShared(folder, definition);
        CheckWordsWhereOff(folder, definition);
        var unnoted = Unnoted(folder, definition);
        if (log.Count == 0 && unnoted.Count == 0) return new LabReading.Good(Assemble(folder, id, definition, wrong));
        return new LabReading.Bad(log.With(unnoted).Sorted())
        {
            Draft = AreThere(folder, "README.md", "starter.csx", "checks.csx") ? Assemble(folder, id, definition, wrong) : null,
            IsUnnoted = log.Count == 0,
        };
    }

    private static bool AreThere(LabFolder folder, params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            if (folder.Find(file) is null) return false;
        }
        return true;
    }

    /// <summary>What <c>changes</c> lacks. It is no mistake of the lab's files, and stops nobody who works at them.</summary>
    private static ProblemLog Unnoted(LabFolder folder, LabDefinition definition)
    {
        var log = new ProblemLog();
        // Over half of the files a digest would say nothing.
        if (folder.Find("checks.csx") is not null && definition.Version is { } version)
            definition.Changes.Verify(version, LabDigest.OfChecks(folder.Texts), log.For(folder.LogOf("lab.yaml").File));
        return log;
    }

    private static List<WrongSolution> ReadWrong(LabFolder folder) =>
        [.. Beneath(folder, "wrong/").Select(file => WrongHeader.Read(file, folder.LogOf(file.Path))).OfType<WrongSolution>()];

    private static void ReadShared(LabFolder folder, LabDefinition definition)
    {
        foreach (var name in definition.Uses) folder.ReadShared(name.Text, name.Place);
        foreach (var home in ServiceKinds.All)
        {
            if (home.SeedFile is { } seed && folder.Find(seed) is not null && definition.Services.Values.All(service => service.Kind != home.Kind))
                folder.LogOf(seed).Add(null, $"There is a seed, but no {home.Kind} service to fill.", $"Add `services: {{ {home.UsualName}: {home.Kind} }}` to lab.yaml, or remove {seed}.");
        }
    }

    // What students may do everywhere else they may not do here: the lesson tells them, or they learn it from a refusal.
    private static void CheckWordsWhereOff(LabFolder folder, LabDefinition definition)
    {
        if (folder.Find("README.md") is not { } lesson) return;
        foreach (var (name, service) in definition.Services)
        {
            foreach (var option in ServiceKinds.Of(service.Kind).Options.Where(option => !service.Has(option.Name) && option.WordWhereOff is { } word && !lesson.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                folder.LogOf("lab.yaml").Add(
                    null, $"`{name}` has `{option.Name}: false`, and the lesson does not say that {option.WordWhereOff} is not allowed here, nor why.",
                    $"Say so in README.md, with the word {option.WordWhereOff}, or remove `{option.Name}: false`.");
            }
        }
    }

    private static Lab Assemble(LabFolder folder, string id, LabDefinition definition, List<WrongSolution> wrong) => new(
        id,
        definition.Version ?? 1,
        definition.Title,
        Path.GetFullPath(folder.Path),
        definition.Concepts,
        definition.Prerequisites,
        definition.Difficulty,
        definition.Minutes,
        definition.Services,
        [.. definition.Uses.Select(name => name.Text)],
        definition.Entries,
        definition.Limits,
        definition.Hints,
        TextsOf(folder, definition),
        definition.IsFree ? [folder.Find("starter.csx")!] : [.. Beneath(folder, "solutions/").OrderBy(file => file.Path is not "solutions/reference.csx")],
        wrong,
        LabDigest.Of(folder.Texts))
    {
        Rules = definition.Rules,
        Explanations = [.. definition.Explanations.Select(one => new LabExplanation(one.Text, one.Place.Line))],
        Waivers = definition.Waivers,
        IsFree = definition.IsFree,
        Files = [.. folder.Texts],
        ChecksDigest = LabDigest.OfChecks(folder.Texts),
        LimitPlaces = definition.LimitPlaces,
    };

    private static LabTexts TextsOf(LabFolder folder, LabDefinition definition)
    {
        var seeds = definition.Services.Values
            .Where(service => ServiceKinds.Of(service.Kind).SeedFile is not null)
            .ToDictionary(
                service => service.Kind,
                IReadOnlyList<LabText> (service) => WithShared(folder, definition, ServiceKinds.Of(service.Kind).SeedFile!),
                StringComparer.Ordinal);
        return new LabTexts(
            folder.Find("README.md")!,
            folder.Find("after.md"),
            folder.Find("starter.csx")!,
            WithShared(folder, definition, "contract.csx"),
            folder.Find("checks.csx")!,
            seeds)
        {
            Translations = [.. folder.Texts.Where(file => LabFolder.IsTranslation(file.Path))],
        };
    }

    private static List<LabText> WithShared(LabFolder folder, LabDefinition definition, string name) =>
        [.. definition.Uses.Select(shared => $"_shared/{shared.Text}/{name}").Append(name).Select(folder.Find).OfType<LabText>()];

    private static IEnumerable<LabText> Beneath(LabFolder folder, string prefix) =>
        folder.Texts.Where(file => file.Path.StartsWith(prefix, StringComparison.Ordinal));
}

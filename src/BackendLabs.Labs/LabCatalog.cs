using BackendLabs.Labs.Catalogue;
using BackendLabs.Labs.Reading;

namespace BackendLabs.Labs;

/// <summary>
/// All labs of all roots, in teaching order. Reading it reads each root's <c>catalog.yaml</c> and the names of its
/// folders, nothing of a lab: a lab's title and prerequisites are read when first asked for.
/// </summary>
public sealed class LabCatalog
{
    private readonly Dictionary<string, CatalogLab> _byId;

    private readonly Dictionary<string, LabConcept> _concepts;

    private LabCatalog(IReadOnlyList<LabTrack> tracks, IReadOnlyList<LabConcept> concepts, IReadOnlyList<LabProblem> problems)
    {
        _concepts = concepts.ToDictionary(concept => concept.Id);
        Tracks = [.. tracks.Where(track => !track.IsHidden)];
        Problems = problems;
        Labs = [.. Tracks.SelectMany(track => track.Labs)];
        AllLabs = [.. Labs, .. tracks.Where(track => track.IsHidden).SelectMany(track => track.Labs)];
        _byId = AllLabs.ToDictionary(lab => lab.Id);
    }

    /// <summary>In the order of <c>catalog.yaml</c>, the first root's first; without hidden ones.</summary>
    public IReadOnlyList<LabTrack> Tracks { get; }

    /// <summary>In teaching order; without those of hidden tracks.</summary>
    public IReadOnlyList<CatalogLab> Labs { get; }

    /// <summary><see cref="Labs"/> without free code, where nothing can be passed. Reads every <c>lab.yaml</c>.</summary>
    public IReadOnlyList<CatalogLab> ToPass => field ??= [.. Labs.Where(lab => !lab.Header.IsFree)];

    /// <summary><see cref="Labs"/>, then those of hidden tracks: found by their name, proved as all are, and listed nowhere.</summary>
    public IReadOnlyList<CatalogLab> AllLabs { get; }

    /// <summary>
    /// What is wrong with the roots and their catalogues: an absent root, bad YAML, a lab without a folder, a folder
    /// outside the catalogue, an id in two roots. The labs that could be read are there all the same.
    /// </summary>
    public IReadOnlyList<LabProblem> Problems { get; }

    /// <param name="roots">Folders that hold a <c>catalog.yaml</c> and tracks; of one id in two, the first counts.</param>
    public static LabCatalog Read(IReadOnlyList<string> roots)
    {
        var log = new ProblemLog();
        var merge = new CatalogMerge(log);
        foreach (var root in roots.Select(Path.GetFullPath).Distinct()) merge.Add(root);
        return new LabCatalog(merge.Tracks(), merge.Concepts(), log.Sorted());
    }

    /// <summary>The lab of this id; null where there is none.</summary>
    public CatalogLab? this[string id] => _byId.GetValueOrDefault(id);

    /// <summary>Finds a lab by id, by a name that only one lab has, or by its folder; case does not matter.</summary>
    public LabLookup Find(string text) => LabSearch.Find(text, AllLabs);

    /// <summary>The labs that teach something, in teaching order.</summary>
    /// <param name="text">Words of a concept or of other names for it: <c>n+1</c>, <c>race</c>.</param>
    public IReadOnlyList<CatalogLab> Search(string text) => ConceptSearch.Find(text, this);

    /// <summary>The nearest word that finds something; null where none is near.</summary>
    public string? NearestWord(string text) => ConceptSearch.Nearest(text, this);

    /// <summary>What a lab teaches, in the field's terms.</summary>
    public IReadOnlyList<LabConcept> ConceptsOf(CatalogLab lab) =>
        [.. lab.Header.Concepts.Select(id => _concepts.GetValueOrDefault(id) ?? LabConcept.OfId(id))];

    /// <summary>The first lab in order that is not passed and whose prerequisites are; null where there is none.</summary>
    /// <param name="passed">Ids of labs.</param>
    public CatalogLab? Next(IReadOnlySet<string> passed) =>
        ToPass.FirstOrDefault(lab => !passed.Contains(lab.Id) && TeachingOrder.Missing(lab, passed, this).Count == 0);

    /// <summary>What comes after a lab was passed: the next of its track, or the end of it.</summary>
    /// <param name="passed">Ids of labs, that one's included.</param>
    public AfterPass After(string lab, IReadOnlySet<string> passed) => TeachingOrder.After(lab, passed, this);

    /// <summary>Prerequisites that do not exist, and labs that wait for each other. Reads every <c>lab.yaml</c>.</summary>
    public IReadOnlyList<LabProblem> CheckPrerequisites() => PrerequisiteOrder.Check(this);
}

/// <param name="Id">The name of its folder.</param>
/// <param name="Summary">One sentence.</param>
public sealed record LabTrack(string Id, string Title, string Summary, IReadOnlyList<CatalogLab> Labs)
{
    /// <summary>What whoever has passed its labs can do, in a sentence or two; null where the catalogue does not say.</summary>
    public string? Finish { get; init; }

    /// <summary>Whether lists, progress and the next lab leave it out; its labs are there for who names them.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>What looking for a lab came to.</summary>
public abstract record LabLookup
{
    private LabLookup() { }

    public sealed record Found(string Id) : LabLookup;

    /// <param name="Ids">Two or more labs of this name.</param>
    public sealed record Ambiguous(IReadOnlyList<string> Ids) : LabLookup;

    /// <param name="Nearest">At most three, the nearest first; empty where none is near.</param>
    public sealed record NotFound(IReadOnlyList<string> Nearest) : LabLookup;
}

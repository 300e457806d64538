using System.Security.Cryptography;
using System.Text;
using BackendLabs.Compiler.Pasting;
using BackendLabs.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace BackendLabs.Compiler.Language;

/// <summary>
/// The texts that were asked about last. Each lab has a project whose references are bound once; a text is that
/// project with one document exchanged, so that a key press costs the document and no more.
/// </summary>
internal sealed class OpenTexts(ReferenceShelf shelf)
{
    private const int LabsKept = 32;
    private const int TextsKept = 16;

    private readonly Lazy<AdhocWorkspace> _workspace = new(() => new AdhocWorkspace(MefHostServices.DefaultHost));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Lazy<Task<Document>>> _labs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lab, string Source), Lazy<Task<OpenText>>> _texts = [];
    private readonly Queue<(string Lab, string Source)> _opened = [];

    public Task<OpenText> OpenAsync(GraderToCompiler.Inspect request, PreparedText prepared)
    {
        var key = (Lab: LabKey(request), request.Source);
        Lazy<Task<OpenText>>? open;
        lock (_lock)
        {
            if (!_texts.TryGetValue(key, out open))
            {
                if (_opened.Count == TextsKept)
                    _texts.Remove(_opened.Dequeue());
                _opened.Enqueue(key);
                _texts[key] = open = new(() => BeginAsync(key.Lab, request, prepared));
            }
        }

        return open.Value;
    }

    private async Task<OpenText> BeginAsync(string lab, GraderToCompiler.Inspect request, PreparedText prepared)
    {
        Lazy<Task<Document>>? emptying;
        lock (_lock)
        {
            if (_labs.Count > LabsKept)
                _labs.Clear();
            if (!_labs.TryGetValue(lab, out emptying))
                _labs[lab] = emptying = new(() => EmptyAsync(request));
        }

        var document = (await emptying.Value).WithText(Text(prepared.Text));
        return await OpenText.ReadAsync(document, request, prepared);
    }

    /// <summary>An empty text of the lab, bound: the compilations of all others begin from its.</summary>
    private async Task<Document> EmptyAsync(GraderToCompiler.Inspect request)
    {
        var kinds = request.Services.Values.ToArray();
        var project = ProjectId.CreateNewId();
        var document = DocumentId.CreateNewId(project);
        var solution = _workspace.Value.CurrentSolution.AddProject(ProjectInfo.Create(
            project, VersionStamp.Default, "snippet", "snippet", LanguageNames.CSharp,
            compilationOptions: Emission.Options(Imports.For(kinds)),
            parseOptions: Emission.Script,
            documents:
            [
                DocumentInfo.Create(
                    document, request.FileName, sourceCodeKind: SourceCodeKind.Script, filePath: request.FileName,
                    loader: TextLoader.From(TextAndVersion.Create(Text(""), VersionStamp.Default))),
            ],
            metadataReferences: shelf.For(kinds, request.ContractAssembly),
            isSubmission: true));
        var empty = solution.GetDocument(document)!;
        _ = (await empty.Project.GetCompilationAsync())!.GetDiagnostics();
        return empty;
    }

    private static SourceText Text(string source) => SourceText.From(source.TrimStart('\ufeff'), Encoding.UTF8);

    private static string LabKey(GraderToCompiler.Inspect request) => string.Join('\n',
    [
        request.FileName,
        .. request.Services.Select(service => $"{service.Key}={service.Value}"),
        .. request.Entries,
        request.ContractAssembly is null ? "" : Convert.ToHexString(SHA256.HashData(request.ContractAssembly)),
    ]);
}

using BackendLabs.CompilerClient.Language;
using BackendLabs.Contract;
using BackendLabs.Sandbox;

namespace BackendLabs.CompilerClient;

/// <summary>
/// What an editor asks while somebody types. No world, judge or service takes part. Every entry throws
/// <see cref="InfrastructureException"/> where no compiler can be had or the lab's own contract is wrong. Lines and
/// columns count from 1, columns in UTF-16 units; a place beyond the text is its nearest.
/// </summary>
/// <param name="appFolder">The published folder: <c>compiler/</c> and <c>host/</c> beneath it.</param>
/// <param name="cacheFolder">Compiled contracts, by content; may be removed at any time.</param>
public sealed class LabEditor(string appFolder, string cacheFolder) : IAsyncDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private Parts? _parts;

    /// <summary>What the machine has to make sandboxes with; looked for where null.</summary>
    internal MachineTools? Tools { get; init; }

    /// <summary>Null until something was asked.</summary>
    internal ProcessSandbox? Sandbox => _parts?.Sandbox;

    /// <summary>What a compile of this text would say, in the order of places.</summary>
    public async Task<LanguageReply<IReadOnlyList<SnippetDiagnostic>>> DiagnoseAsync(EditorText text, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(text, new LanguageQuestion.Diagnose(), cancellationToken);
        return answer is null
            ? new LanguageReply<IReadOnlyList<SnippetDiagnostic>>.TooMany()
            : new LanguageReply<IReadOnlyList<SnippetDiagnostic>>.Answer(answer.Diagnostics);
    }

    /// <summary>What may be written at a place. Empty in a comment, in a text, and where a new name is being made up.</summary>
    public async Task<LanguageReply<CompletionList>> CompleteAsync(EditorText text, int line, int column, CancellationToken cancellationToken) =>
        Reply(
            await AskAsync(text, new LanguageQuestion.Complete(line, column), cancellationToken),
            said => said is LanguageAnswer.Completions { Items: var items, IsIncomplete: var isIncomplete }
                ? new CompletionList([.. items.Select(ToItem)], isIncomplete)
                : new CompletionList([], IsIncomplete: false));

    /// <summary>The overloads of the call around a place; null outside of any call's brackets.</summary>
    public async Task<LanguageReply<SignatureHelp?>> DescribeParametersAsync(EditorText text, int line, int column, CancellationToken cancellationToken) =>
        Reply(
            await AskAsync(text, new LanguageQuestion.DescribeCall(line, column), cancellationToken),
            said => said is LanguageAnswer.Signatures { Items: var items, Active: var active, ActiveParameter: var parameter }
                ? new SignatureHelp([.. items.Select(ToSignature)], active, parameter)
                : null);

    /// <summary>What the name at a place stands for; null where there is none.</summary>
    public async Task<LanguageReply<HoverInformation?>> HoverAsync(EditorText text, int line, int column, CancellationToken cancellationToken) =>
        Reply(
            await AskAsync(text, new LanguageQuestion.Hover(line, column), cancellationToken),
            said => said is LanguageAnswer.Quick quick
                ? new HoverInformation(quick.Signature, quick.Documentation, quick.Line, quick.Column, quick.EndLine, quick.EndColumn)
                : null);

    /// <summary>Ends every process and removes every folder that this editor made.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_parts is not null)
            await _parts.DisposeAsync();
        _making.Dispose();
    }

    private async Task<CompilerAnswer?> AskAsync(EditorText text, LanguageQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            return await (await PartsAsync(cancellationToken)).Desk.AskAsync(text, question, cancellationToken);
        }
        catch (LabUnusableException error)
        {
            throw new InfrastructureException("The lab itself is wrong: " + error.Message, $"Tell its author, or run lab validate {text.Lab.Id}.");
        }
    }

    private async Task<Parts> PartsAsync(CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            return _parts ??= new Parts(
                await ProcessSandbox.CreateAsync(Tools ?? MachineTools.Find(), TimeProvider.System, cancellationToken), AppFolders.At(appFolder), cacheFolder);
        }
        finally
        {
            _making.Release();
        }
    }

    private static LanguageReply<T> Reply<T>(CompilerAnswer? answer, Func<LanguageAnswer?, T> read) => answer is null
        ? new LanguageReply<T>.TooMany()
        : new LanguageReply<T>.Answer(read(answer.Reply?.Answer));

    private static CompletionItem ToItem(CompletionWord word) =>
        new(word.Name, word.Kind, word.Detail, word.Documentation, word.Insert ?? word.Name, word.IsDeprecated);

    private static SignatureInformation ToSignature(CallSignature call) =>
        new(call.Label, call.Documentation, [.. call.Parameters.Select(one => new ParameterInformation(one.Label, one.Documentation))]);

    private sealed class Parts : IAsyncDisposable
    {
        private readonly CompilerProcess _contracts;

        public Parts(ProcessSandbox sandbox, AppFolders app, string cacheFolder)
        {
            Sandbox = sandbox;
            _contracts = new CompilerProcess(sandbox, app, "contracts");
            Desk = new LanguageDesk(sandbox, app, new LabCompilation(_contracts, app, new CacheFiles(cacheFolder, app.Version)), TimeProvider.System);
        }

        public ProcessSandbox Sandbox { get; }

        public LanguageDesk Desk { get; }

        public async ValueTask DisposeAsync()
        {
            await Desk.DisposeAsync();
            await _contracts.DisposeAsync();
            await Sandbox.DisposeAsync();
        }
    }
}

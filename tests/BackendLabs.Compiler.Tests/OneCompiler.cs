using BackendLabs.Contract;
using NUnit.Framework.Interfaces;

namespace BackendLabs.Compiler.Tests;

/// <summary>A fixture whose tests ask one compiler, one after the other, as students do. A test that fails has the next one begin with another.</summary>
public abstract class OneCompiler
{
    private protected static readonly TimeSpan Start = TimeSpan.FromSeconds(30);
    private protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Of the process, after all that it was asked.</summary>
    private protected const long MemoryLimit = 700L * 1024 * 1024;

    private CompilerProcess? _compiler;

    /// <summary>What a compiler of this fixture is asked first.</summary>
    private protected abstract GraderToCompiler First { get; }

    private protected async Task<CompilerProcess> CompilerAsync()
    {
        if (_compiler is not null)
            return _compiler;
        _compiler = CompilerProcess.Start();
        _ = await _compiler.AskAsync(First, Start);
        return _compiler;
    }

    [TearDown]
    public async Task ReplaceAfterFailureAsync()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
            await EndAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_compiler is not null)
            await _compiler.DisposeAsync();
        _compiler = null;
    }
}

namespace BackendLabs.CompilerClient;

/// <summary>Every time-out of whoever asks a compiler, in one place.</summary>
internal static class CompilerTimes
{
    /// <summary>From a compile's request to its reply; some snippets keep the compiler busy for minutes.</summary>
    public static readonly TimeSpan Compile = TimeSpan.FromSeconds(15);

    /// <summary>A compiler that has had less of a processor than this in <see cref="Compile"/> was not busy with the text: the machine was, with others.</summary>
    public static readonly TimeSpan CompileCpu = TimeSpan.FromSeconds(5);

    /// <summary>From an editor's question to its answer: a student who types waits for no more, and others wait meanwhile.</summary>
    public static readonly TimeSpan Question = TimeSpan.FromSeconds(3);

    /// <summary>As <see cref="CompileCpu"/>, for <see cref="Question"/>.</summary>
    public static readonly TimeSpan QuestionCpu = TimeSpan.FromSeconds(0.75);

    /// <summary>For so long an editor whose text cost a compiler is answered without one.</summary>
    public static readonly TimeSpan QuestionPenalty = TimeSpan.FromSeconds(10);

    /// <summary>From an editor's compiler's start to its readiness.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(60);

    /// <summary>How often such a compiler is given the same time again.</summary>
    public const int CompilePatience = 3;

    /// <summary>Deriving a reference's mutants and compiling each of a hundred or more.</summary>
    public static readonly TimeSpan Mutants = TimeSpan.FromMinutes(2);
}

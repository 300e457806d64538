namespace BackendLabs.Runner;

/// <summary>Every time-out of the grader, in one place.</summary>
internal static class RunnerTimes
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

    /// <summary>From a message's first byte until a judge has taken all of it. It reads whatever else it does.</summary>
    public static readonly TimeSpan Send = TimeSpan.FromSeconds(30);

    /// <summary>From a judge's start to a prepared lab.</summary>
    public static readonly TimeSpan Prepare = TimeSpan.FromSeconds(30);

    /// <summary>Beyond a check's own limit: its world, its arrangement, its end. A judge that takes longer is replaced.</summary>
    public static readonly TimeSpan CheckGrace = TimeSpan.FromSeconds(30);

    /// <summary>From a run's end until its judge has cleared up. One that takes longer is replaced.</summary>
    public static readonly TimeSpan Clear = TimeSpan.FromSeconds(10);

    /// <summary>From the loss of a process's stream to its own end.</summary>
    public static readonly TimeSpan OwnEnd = TimeSpan.FromSeconds(1);

    /// <summary>From the kill of a process to its end.</summary>
    public static readonly TimeSpan Kill = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks whether what was killed has ended.</summary>
    public static readonly TimeSpan EndLook = TimeSpan.FromMilliseconds(2);

    /// <summary>Between two looks at a process's memory where no cgroup counts it.</summary>
    public static readonly TimeSpan MemoryLook = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two looks at a folder of the disk that a process may write to.</summary>
    public static readonly TimeSpan DiskLook = TimeSpan.FromMilliseconds(100);

    /// <summary>The same for a judge, which lives long and is idle for most of it.</summary>
    public static readonly TimeSpan JudgeDiskLook = TimeSpan.FromMilliseconds(250);

    /// <summary>A probe of one of the sandbox's layers.</summary>
    public static readonly TimeSpan LayerProbe = TimeSpan.FromSeconds(10);

    /// <summary>The same where each attack needs a container.</summary>
    public static readonly TimeSpan ContainerProof = TimeSpan.FromSeconds(60);

    /// <summary>Pulling an image of forty megabytes over a slow line.</summary>
    public static readonly TimeSpan Pull = TimeSpan.FromMinutes(5);

    /// <summary>Removing a world's containers.</summary>
    public static readonly TimeSpan ContainerEnd = TimeSpan.FromSeconds(20);
}

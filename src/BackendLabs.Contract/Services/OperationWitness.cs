namespace BackendLabs.Contract.Services;

/// <summary>Who sees the operations of a service, so that a timeline can say what they were.</summary>
public enum OperationWitness
{
    /// <summary>A gate in the judge, through which they pass.</summary>
    JudgeGate,

    /// <summary>A gate in the grader: the judge waits for what it saw.</summary>
    GraderGate,

    /// <summary>The server, in its own log.</summary>
    ServerLog,

    /// <summary>Nobody but the student's process, so what it tells is all there is.</summary>
    SnippetProcess,
}

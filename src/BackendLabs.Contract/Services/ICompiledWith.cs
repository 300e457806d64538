namespace BackendLabs.Contract.Services;

/// <summary>What texts are compiled with for a service, or for an option of one.</summary>
public interface ICompiledWith
{
    /// <summary>In sentences: "This lab has no database".</summary>
    string Noun { get; }

    /// <summary>Namespaces that are open without a <c>using</c>.</summary>
    IReadOnlyList<string> Imports { get; }

    /// <summary>Assemblies beside the snippet's host that texts are compiled against; none where the framework has the client.</summary>
    IReadOnlyList<string> Libraries { get; }

    /// <summary>Assemblies that a project file names for an editor on the learner's machine.</summary>
    IReadOnlyList<string> EditorLibraries { get; }

    /// <summary>Types that a learner may know from another lab, without their namespaces.</summary>
    IReadOnlyList<string> KnownTypes { get; }
}

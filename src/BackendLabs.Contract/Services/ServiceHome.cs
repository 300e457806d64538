namespace BackendLabs.Contract.Services;

/// <summary>What is known of a kind of service without running anything. The closed list is <see cref="ServiceKinds"/>.</summary>
public abstract class ServiceHome : ICompiledWith
{
    /// <summary>As <c>lab.yaml</c>, messages and reports name it.</summary>
    public abstract string Kind { get; }

    /// <summary>The product's or protocol's name.</summary>
    public abstract string Title { get; }

    public abstract string Noun { get; }

    /// <summary>On a lab's card in the catalogue.</summary>
    public virtual string Badge => Title;

    /// <summary>The service's name in examples: <c>services: { db: sqlite }</c>.</summary>
    public abstract string UsualName { get; }

    /// <summary>What <c>lab.yaml</c> may switch on for it.</summary>
    public virtual IReadOnlyList<ServiceOption> Options => [];

    /// <summary>The file of a lab, or of a shared folder, that fills it; null where only a check script can.</summary>
    public virtual string? SeedFile => null;

    /// <summary>Types of an entry's parameters that are filled with it, with their namespaces.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    public abstract IReadOnlyList<string> Imports { get; }

    public abstract IReadOnlyList<string> Libraries { get; }

    public virtual IReadOnlyList<string> EditorLibraries => Libraries;

    public abstract IReadOnlyList<string> KnownTypes { get; }

    /// <summary>Whether check scripts see <see cref="Imports"/> and <see cref="Libraries"/> too, whatever services their lab has.</summary>
    public abstract bool IsInChecks { get; }

    /// <summary>Null where it has no client library whose metadata has to be read before a student waits.</summary>
    public abstract WarmUpUse? WarmUp { get; }

    /// <summary>Who sees its operations.</summary>
    public abstract OperationWitness Witness { get; }

    /// <summary>One operation on the timeline: "statement", "request", "operation".</summary>
    public abstract string OperationNoun { get; }

    /// <summary>Its lane on the timeline, from above.</summary>
    public abstract int TimelineOrder { get; }

    /// <summary>
    /// Operations that only read, in upper case or not: a timeline leaves the judge's out. Empty where that is seen from the
    /// statement's text, or where there are none.
    /// </summary>
    public abstract IReadOnlySet<string> Looks { get; }

    /// <summary>What one operation of the judge arranges before a check: "key". Null where that differs from one to the next.</summary>
    public virtual string? ArrangedNoun => null;

    /// <summary>Whether its operations are statements in SQL.</summary>
    public virtual bool HasStatements => false;

    /// <summary>What a snapshot shows of it: "Tables", "Keys". Null where no snapshot is taken.</summary>
    public virtual string? SnapshotTitle => null;

    /// <summary>
    /// A regular expression for names that the service makes up, new ones in each run: a transcript numbers them instead.
    /// A group <c>start</c> is kept. Null where there are none.
    /// </summary>
    public virtual string? MadeUpNames => null;

    /// <summary>Why a command has no answer that waits in a transaction or batch of the client's, and the next step; null where there is no such thing.</summary>
    public virtual string? UnsentAdvice => null;

    /// <summary>Why a TransactionScope undoes nothing here, and the next step; null where it does.</summary>
    public virtual string? ScopeAdvice => null;

    /// <summary>Programs that it needs on the machine.</summary>
    public virtual IReadOnlyList<MachineNeed> Needs => [];

    /// <summary>Names of operations, in any case.</summary>
    protected static HashSet<string> Operations(params string[] names) => names.ToHashSet(StringComparer.OrdinalIgnoreCase);
}

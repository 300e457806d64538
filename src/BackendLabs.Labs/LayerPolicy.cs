using BackendLabs.Contract;

namespace BackendLabs.Labs;

/// <summary>Which of the sandbox's layers a grader insists on before it runs anybody's code.</summary>
public abstract record LayerPolicy
{
    private LayerPolicy()
    {
    }

    /// <summary>The layers that keep runs from starting; empty where they may.</summary>
    /// <param name="layers">As they were proved on this machine.</param>
    public abstract IReadOnlyList<LayerState> Unmet(IReadOnlyList<LayerState> layers);

    /// <summary>One's own code on one's own machine: what is missing is said once, and named in every report.</summary>
    public sealed record Practice : LayerPolicy
    {
        public override IReadOnlyList<LayerState> Unmet(IReadOnlyList<LayerState> layers) => [];
    }

    /// <summary>Strangers' code beside their grades: every layer, whatever stands in its way.</summary>
    public sealed record Graded : LayerPolicy
    {
        public override IReadOnlyList<LayerState> Unmet(IReadOnlyList<LayerState> layers) => [.. layers.Where(layer => layer.State != "active")];
    }
}

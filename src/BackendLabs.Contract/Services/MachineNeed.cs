namespace BackendLabs.Contract.Services;

/// <summary>A program that a service needs on the machine.</summary>
/// <param name="Name">In sentences: "Redis is missing".</param>
/// <param name="Program">Looked for on the PATH.</param>
/// <param name="Package">Debian's and Ubuntu's.</param>
/// <param name="For">What it is needed for.</param>
/// <param name="Elsewhere">How to get it without apt-get.</param>
public sealed record MachineNeed(string Name, string Program, string Package, string For, string Elsewhere)
{
    /// <summary>Whether it is unnecessary while the service answers, from another machine for example.</summary>
    public bool IsOnlyToAnswer { get; init; }

    /// <summary>The systemd unit that the package would start at boot, and that no lab uses; null without one.</summary>
    public string? UnusedUnit { get; init; }
}

using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>What a lab's texts are compiled with: its services by name, and what an option of a service adds to it.</summary>
internal static class CompiledWith
{
    private const string EfCore = "efcore";

    /// <returns>Name to kind. No service's name has a colon in it.</returns>
    public static IReadOnlyDictionary<string, string> Of(Lab lab)
    {
        var kinds = lab.Services.ToDictionary(service => service.Key, service => service.Value.Kind, StringComparer.Ordinal);
        foreach (var (name, service) in lab.Services)
        {
            if (service.EfCore)
                kinds.Add($"{name}:{EfCore}", EfCore);
        }

        return kinds;
    }
}

using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.CompilerClient;

/// <summary>What a lab's texts are compiled with: its services by name, and what an option of a service adds to it.</summary>
internal static class CompiledWith
{
    /// <returns>Name to kind. No service's name has a colon in it.</returns>
    public static IReadOnlyDictionary<string, string> Of(Lab lab)
    {
        var kinds = lab.Services.ToDictionary(service => service.Key, service => service.Value.Kind, StringComparer.Ordinal);
        foreach (var (name, service) in lab.Services)
        {
            foreach (var option in ServiceKinds.Of(service.Kind).Options.Where(option => option.IsCompiledWith && service.Has(option.Name)))
                kinds.Add($"{name}:{option.Name}", option.Name);
        }

        return kinds;
    }
}

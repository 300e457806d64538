using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BackendLabs.Judge.Snippets;

/// <summary>Which clock a snippet tells the time by: the one that it is given and a check moves, or the machine's.</summary>
internal static class SnippetClock
{
    /// <summary>
    /// Whether it asks a <see cref="TimeProvider"/> for the time, and not the machine's. A moment that it hands to a service
    /// is then one of the time that the check has moved on.
    /// </summary>
    /// <param name="assembly">The snippet's, as the compiler made it.</param>
    public static bool IsGiven(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly, writable: false));
        var reader = image.GetMetadataReader();
        var asked = reader.MemberReferences
            .Select(reader.GetMemberReference)
            .Where(member => IsOfTimeProvider(reader, member.Parent))
            .Select(member => reader.GetString(member.Name))
            .ToHashSet(StringComparer.Ordinal);
        return (asked.Contains("GetUtcNow") || asked.Contains("GetLocalNow")) && !asked.Contains("get_System");
    }

    private static bool IsOfTimeProvider(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind is not HandleKind.TypeReference)
            return false;
        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return reader.StringComparer.Equals(type.Name, "TimeProvider") && reader.StringComparer.Equals(type.Namespace, "System");
    }
}

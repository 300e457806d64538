using BackendLabs.Compiler.Services.Docker;
using Docker.DotNet;

namespace BackendLabs.Compiler.Tests;

public sealed class DockerHintTests
{
    private static readonly Dictionary<string, Type> Here =
        typeof(DockerClient).Assembly.GetExportedTypes().DistinctBy(type => type.Name).ToDictionary(type => type.Name, StringComparer.Ordinal);

    [Test]
    public void No_name_that_this_release_has_is_called_newer()
    {
        Assert.That(DockerRewrites.NewerTypes.Keys.Where(Here.ContainsKey), Is.Empty);
        Assert.That(DockerRewrites.NewerMembers.Keys.Where(name => Here[name.Type].GetMember(name.Member).Length > 0), Is.Empty);
    }

    [Test]
    public void Each_name_that_is_advised_is_here()
    {
        var advised = DockerRewrites.NewerTypes.Values.Concat(DockerRewrites.NewerMembers.Values)
            .Where(advice => advice.StartsWith("Write ", StringComparison.Ordinal))
            .Select(advice => advice["Write ".Length..].TrimEnd('.'));
        var members = Here.Values.SelectMany(type => type.GetMembers()).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        Assert.That(advised.Where(name => !Here.ContainsKey(name) && !members.Contains(name)), Is.Empty);
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace BackendLabs.Architecture.Tests;

internal sealed class ArrowTests
{
    private static IEnumerable<ProjectFile> Sources => Repository.Sources;

    [TestCaseSource(nameof(Sources))]
    public void A_project_is_in_the_table_of_arrows(ProjectFile project) =>
        Assert.That(Arrows.Allowed.Keys, Has.Member(project.Name),
            $"{project.Name} is new: it needs a row in Arrows.cs, and with it a reason to exist.");

    [TestCaseSource(nameof(Sources))]
    public void A_project_references_only_what_its_arrows_allow(ProjectFile project) =>
        Assert.That(project.References, Is.SubsetOf(AllowedFor(project)),
            $"{project.Name}'s project file goes beyond its row in Arrows.cs.");

    /// <summary>A reference reaches further than its own project, so what the code really uses is read as well.</summary>
    [TestCaseSource(nameof(Sources))]
    public void An_assembly_uses_only_what_its_arrows_allow(ProjectFile project)
    {
        var byAssembly = Repository.Sources.ToDictionary(source => source.AssemblyName, source => source.Name, StringComparer.Ordinal);
        var used = AssembliesUsedBy(project).Where(byAssembly.ContainsKey).Select(assembly => byAssembly[assembly]);

        Assert.That(used, Is.SubsetOf(AllowedFor(project)), $"{project.Name}'s code goes beyond its row in Arrows.cs.");
    }

    [Test]
    public void The_table_names_only_what_there_is()
    {
        var sources = Repository.Sources.Select(project => project.Name).ToList();
        Assert.That(Arrows.Allowed.Keys.Concat(Arrows.Allowed.Values.SelectMany(allowed => allowed)).Distinct(), Is.SubsetOf(sources));
        Assert.That(Arrows.OtherTestProjects, Is.SubsetOf(Repository.Tests.Select(project => project.Name)));
    }

    [Test]
    public void Nothing_in_src_references_a_test_project() =>
        Assert.That(
            Repository.Sources.SelectMany(project => project.References),
            Has.None.Matches<string>(name => Repository.Tests.Any(test => test.Name == name)));

    [Test]
    public void Each_test_project_is_named_after_what_it_tests() =>
        Assert.That(
            Repository.Tests.Select(project => project.Name),
            Is.SubsetOf(Arrows.Allowed.Keys.Select(name => name + ".Tests").Concat(Arrows.OtherTestProjects)));

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.Absolute("BackendLabs.sln")).Replace('\\', '/');
        var missing = Repository.Sources.Concat(Repository.Tests)
            .Select(project => Path.GetRelativePath(Repository.Root, project.Path).Replace('\\', '/'))
            .Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal));

        Assert.That(missing, Is.Empty, "dotnet sln add them.");
    }

    private static string[] AllowedFor(ProjectFile project) => Arrows.Allowed.GetValueOrDefault(project.Name) ?? [];

    private static List<string> AssembliesUsedBy(ProjectFile project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .ToList();
    }
}

using BackendLabs.Testing;
using k8s;
using k8s.Models;

namespace BackendLabs.Faults.Tests.Deployment;

/// <summary>The documents of deploy/kubernetes, each as its model. A field that the model has not is an error.</summary>
internal static class Manifests
{
    private static readonly string Folder = Path.Combine(PublishedApp.Clone, "deploy/kubernetes");

    public static readonly IReadOnlyList<object> All = [.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal).SelectMany(file => Read(File.ReadAllText(file)))];

    public static IEnumerable<object> Read(string text) => KubernetesYaml.LoadAllFromString(text, typeMap: null, strict: true);

    /// <summary>What runs, by its name: its labels, and its pods.</summary>
    public static IEnumerable<Workload> Workloads => All.Select(one => one switch
    {
        V1Deployment deployment => new Workload(deployment.Metadata.Name, deployment.Spec.Selector, deployment.Spec.Template),
        V1StatefulSet set => new Workload(set.Metadata.Name, set.Spec.Selector, set.Spec.Template),
        _ => null,
    }).OfType<Workload>();
}

internal sealed record Workload(string Name, V1LabelSelector Selector, V1PodTemplateSpec Template)
{
    public V1PodSpec Pod => Template.Spec;

    public IEnumerable<V1Container> Containers => [.. Pod.Containers, .. Pod.InitContainers ?? []];

    public override string ToString() => Name;
}

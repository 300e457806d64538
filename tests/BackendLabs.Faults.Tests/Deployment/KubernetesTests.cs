using BackendLabs.Testing;
using k8s;
using k8s.Models;

namespace BackendLabs.Faults.Tests.Deployment;

internal sealed class KubernetesTests
{
    private static IEnumerable<Workload> Workloads => Manifests.Workloads;

    [Test]
    public void The_manifests_are_all_there() =>
        Assert.That(Manifests.All.Select(one => one.GetType()).Distinct(), Is.EquivalentTo(new[]
        {
            typeof(V1Namespace), typeof(V1Secret), typeof(V1Service), typeof(V1StatefulSet), typeof(V1Deployment), typeof(V1PodDisruptionBudget), typeof(V1NetworkPolicy),
        }));

    [Test]
    public void A_field_that_does_not_exist_is_an_error() =>
        Assert.That(() => Manifests.Read("apiVersion: v1\nkind: Namespace\nmetadata: { name: a, colour: red }\n").ToList(), Throws.Exception);

    [Test]
    public void All_of_it_lies_in_one_namespace() =>
        Assert.That(Manifests.All.Cast<IKubernetesObject<V1ObjectMeta>>().Select(one => one is V1Namespace ? one.Metadata.Name : one.Metadata.NamespaceProperty), Is.All.EqualTo("backendlabs"));

    [TestCaseSource(nameof(Workloads))]
    public void No_container_is_privileged_or_can_become_it(Workload workload)
    {
        var pod = workload.Pod;
        Assert.That((pod.HostNetwork, pod.HostPID, pod.HostIPC, pod.AutomountServiceAccountToken), Is.EqualTo(((bool?)null, (bool?)null, (bool?)null, (bool?)false)));
        Assert.That(pod.Volumes.Select(volume => volume.HostPath), Is.All.Null);
        Assert.That(pod.SecurityContext.RunAsNonRoot, Is.True);
        Assert.That(pod.SecurityContext.RunAsUser, Is.GreaterThan(0));
        foreach (var container in workload.Containers)
        {
            Assert.That(container.SecurityContext.Privileged, Is.Not.True);
            Assert.That(container.SecurityContext.AllowPrivilegeEscalation, Is.False);
            Assert.That(container.SecurityContext.ReadOnlyRootFilesystem, Is.True);
            Assert.That(container.SecurityContext.Capabilities.Drop, Is.EqualTo(new[] { "ALL" }));
            Assert.That(container.SecurityContext.Capabilities.Add, Is.Null);
            Assert.That(container.SecurityContext.RunAsUser, Is.Null, "The pod says it.");
        }
    }

    [TestCaseSource(nameof(Workloads))]
    public void Who_unmasks_proc_has_the_profile_for_boxes_and_users_of_its_own(Workload workload)
    {
        var unmasks = workload.Containers.Any(container => container.SecurityContext.ProcMount == "Unmasked");
        var profile = workload.Pod.SecurityContext.SeccompProfile;

        Assert.That(unmasks, Is.EqualTo(workload.Name != "postgres"));
        Assert.That((profile.Type, profile.LocalhostProfile), Is.EqualTo(unmasks ? ("Localhost", "backendlabs/seccomp-grader.json") : ("RuntimeDefault", null)));
        Assert.That(workload.Pod.HostUsers, unmasks ? Is.False : Is.Null);
    }

    [TestCaseSource(nameof(Workloads))]
    public void Each_container_has_probes_and_limits(Workload workload)
    {
        foreach (var container in workload.Containers)
        {
            Assert.That((object?)container.LivenessProbe, Is.Not.Null, container.Name);
            Assert.That((object?)container.StartupProbe, Is.Not.Null, container.Name);
            // Nobody sends a request to a grader.
            Assert.That(container.ReadinessProbe is not null, Is.EqualTo(workload.Name != "grader"), container.Name);
            Assert.That(container.Resources.Requests.Keys, Is.EquivalentTo(new[] { "cpu", "memory" }));
            Assert.That(container.Resources.Limits.Keys, Is.EqualTo(new[] { "memory" }));
        }
    }

    [Test]
    public void No_secret_has_a_value()
    {
        var secrets = Manifests.All.OfType<V1Secret>().ToList();
        Assert.That(secrets.SelectMany(secret => secret.StringData.Values), Is.Not.Empty.And.All.Empty);
        Assert.That(secrets.Select(secret => secret.Data), Is.All.Null);
        Assert.That(Workloads.SelectMany(workload => workload.Containers).SelectMany(container => container.Env ?? []).Where(variable => !variable.Name.EndsWith("_FILE", StringComparison.Ordinal)).Select(variable => variable.Name),
            Is.SubsetOf(new[] { "POSTGRES_USER", "POSTGRES_DB", "PGDATA" }));
    }

    [Test]
    public void What_a_pod_takes_from_the_secret_is_in_it()
    {
        var keys = Manifests.All.OfType<V1Secret>().Single().StringData.Keys;
        var taken = Workloads.SelectMany(workload => workload.Pod.Volumes).Where(volume => volume.Secret is not null).ToList();
        Assert.That(taken.Select(volume => volume.Secret.SecretName), Is.Not.Empty.And.All.EqualTo(Manifests.All.OfType<V1Secret>().Single().Metadata.Name));
        Assert.That(taken.SelectMany(volume => volume.Secret.Items).Select(item => item.Key).Distinct(), Is.SubsetOf(keys));
        Assert.That(taken.Select(volume => volume.Secret.DefaultMode), Is.All.EqualTo(Convert.ToInt32("440", 8)));
    }

    [Test]
    public void Compose_runs_the_same_images_with_the_same_arguments()
    {
        var compose = ComposeFile.Read(Path.Combine(PublishedApp.Clone, "docker-compose.yml"), name => name == "BACKENDLABS_SECRETS" ? "/secrets" : null);
        foreach (var container in Workloads.SelectMany(workload => workload.Containers))
        {
            Assert.That(container.Image, Is.EqualTo(compose.Services[container.Name].Image));
            Assert.That(container.Args, Is.EqualTo(compose.Services[container.Name].Command));
        }
    }

    [Test]
    public void Every_selector_finds_pods()
    {
        foreach (var workload in Workloads)
            Assert.That(Matches(workload.Selector, workload.Template), Is.True, workload.Name);
        var selectors = Manifests.All.SelectMany(one => one switch
        {
            V1Service service => [new V1LabelSelector { MatchLabels = service.Spec.Selector }],
            V1PodDisruptionBudget budget => [budget.Spec.Selector],
            V1NetworkPolicy policy => (IEnumerable<V1LabelSelector>)[policy.Spec.PodSelector, .. Peers(policy).Select(peer => peer.PodSelector).OfType<V1LabelSelector>()],
            _ => [],
        }).ToList();
        Assert.That(selectors, Has.Count.GreaterThan(8));
        Assert.That(selectors.Select(selector => Workloads.Any(workload => Matches(selector, workload.Template))), Is.All.True);
    }

    [Test]
    public void Every_port_that_is_named_is_a_containers()
    {
        var ports = Workloads.SelectMany(workload => workload.Containers).SelectMany(container => container.Ports ?? []).Select(port => port.Name).ToList();
        var named = Manifests.All.OfType<V1Service>().SelectMany(service => service.Spec.Ports).Select(port => port.TargetPort.Value);
        Assert.That(named, Is.Not.Empty.And.SubsetOf(ports));
    }

    [Test]
    public void Every_mount_is_a_volumes()
    {
        foreach (var workload in Workloads)
        {
            var claimed = Manifests.All.OfType<V1StatefulSet>().Where(set => set.Metadata.Name == workload.Name).SelectMany(set => set.Spec.VolumeClaimTemplates).Select(claim => claim.Metadata.Name);
            Assert.That(workload.Containers.SelectMany(container => container.VolumeMounts).Select(mount => mount.Name), Is.EquivalentTo(workload.Pod.Volumes.Select(volume => volume.Name).Concat(claimed)), workload.Name);
        }
    }

    [Test]
    public void Traffic_that_no_policy_names_is_refused() =>
        Assert.That(Manifests.All.OfType<V1NetworkPolicy>().Where(policy =>
            policy.Spec.PodSelector.MatchLabels is null && policy.Spec.PolicyTypes.Count == 2 && policy.Spec.Ingress is null && policy.Spec.Egress is null), Is.Not.Empty);

    private static IEnumerable<V1NetworkPolicyPeer> Peers(V1NetworkPolicy policy) =>
        [.. (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty ?? []), .. (policy.Spec.Egress ?? []).SelectMany(rule => rule.To ?? [])];

    private static bool Matches(V1LabelSelector selector, V1PodTemplateSpec template) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => template.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && (selector.MatchExpressions ?? []).All(one => one.OperatorProperty == "In" && template.Metadata.Labels.TryGetValue(one.Key, out var value) && one.Values.Contains(value));
}

using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Tests.Sandboxing;

internal sealed class BubblewrapRemedyTests
{
    private const string Words = "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.";

    [TestCase("1\n", "/etc/apparmor.d/bwrap", TestName = "Ubuntus AppArmor rule is recognised by the kernels setting, and its profile named")]
    [TestCase("0\n", "kernel.unprivileged_userns_clone", TestName = "With the rule switched off another setting is to blame")]
    [TestCase(null, "kernel.unprivileged_userns_clone", TestName = "Without AppArmor another setting is to blame")]
    public async Task Setting(string? text, string named)
    {
        var folder = Directory.CreateTempSubdirectory("apparmor-");
        var file = Path.Combine(folder.FullName, "restrict");
        if (text is not null)
            await File.WriteAllTextAsync(file, text);

        var remedy = BubblewrapProbe.Remedy(Words, isInContainer: false, file);

        folder.Delete(recursive: true);
        Assert.That(remedy, Does.Contain(named));
    }

    [Test]
    public void The_rule_is_recognised_by_bubblewraps_own_words_too() => Assert.That(
        BubblewrapProbe.Remedy("bwrap: setting up uid map: Permission denied", isInContainer: false, "/nowhere"),
        Does.Contain("profile bwrap /usr/bin/bwrap flags=(unconfined) { userns, }").And.Contain("systemctl reload apparmor"));
}

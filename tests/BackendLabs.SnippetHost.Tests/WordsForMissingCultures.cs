using System.Globalization;
using BackendLabs.SnippetHost.Calls;

namespace BackendLabs.SnippetHost.Tests;

internal sealed class WordsForMissingCultures
{
    private static readonly CultureNotFoundException Culture = new(null, "de-DE", "Only the invariant culture is supported in globalization-invariant mode.");

    [Test]
    public void A_culture_that_the_machine_lacks_names_ICU() =>
        Assert.That(MissingCultures.Explain(Culture, hasIcu: false, hasZones: true), Does.Contain("de-DE").And.Contain("ICU").And.Contain("lab doctor"));

    [Test]
    public void A_zone_that_the_machine_lacks_names_tzdata_only_where_there_are_none()
    {
        var error = Assert.Throws<TimeZoneNotFoundException>(() => TimeZoneInfo.FindSystemTimeZoneById("Europe/Atlantis"))!;

        Assert.That(MissingCultures.Explain(error, hasIcu: true, hasZones: false), Does.Contain("Europe/Atlantis").And.Contain("no time zones"));
        Assert.That(MissingCultures.Explain(error, hasIcu: false, hasZones: true), Does.Contain("Area/City"));
        Assert.That(MissingCultures.Explain(error, hasIcu: true, hasZones: true), Is.Null);
    }

    [Test]
    public void A_misspelt_culture_keeps_its_own_words_where_there_is_ICU() =>
        Assert.That(MissingCultures.Explain(Culture, hasIcu: true, hasZones: true), Is.Null);
}

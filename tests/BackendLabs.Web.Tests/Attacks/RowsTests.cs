using System.Reflection;

namespace BackendLabs.Web.Tests.Attacks;

/// <summary>What must be tried at least against the pages. Each number begins the name of a test: <c>Row_130_…</c>.</summary>
internal sealed class RowsTests
{
    private static readonly int[] Wanted = [130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 140, 183, 184];

    [Test]
    public void Every_row_is_tried()
    {
        var tried = Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToList();
        Assert.That(Wanted.Where(row => !tried.Any(name => name.StartsWith($"Row_{row}_", StringComparison.Ordinal))), Is.Empty);
    }
}

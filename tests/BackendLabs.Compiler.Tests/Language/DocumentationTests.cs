using BackendLabs.Compiler.Language.Documentation;

namespace BackendLabs.Compiler.Tests.Language;

public sealed class DocumentationTests
{
    [TestCase("<summary>Gets <see cref=\"P:System.String.Length\" /> of\n   <paramref name=\"text\" />.</summary>", "Gets String.Length of text.")]
    [TestCase("<summary>A <see cref=\"T:System.Collections.Generic.List`1\" /> or <see langword=\"null\" />.</summary>", "A List or null.")]
    [TestCase("<summary>One.<para>Two <c>three</c>.</para></summary>", "One.\nTwo three.")]
    [TestCase("<summary>Calls <see cref=\"M:System.String.Join(System.String,System.Object[])\">Join</see>.</summary>", "Calls Join.")]
    [TestCase("<summary>  </summary>", null)]
    [TestCase("<remarks>No summary.</remarks>", null)]
    public void Documentation_becomes_plain_text(string inner, string? expected) =>
        Assert.That(MemberDocumentation.Parse($"<member name=\"x\">{inner}</member>")!.Summary, Is.EqualTo(expected));

    [Test]
    public void What_is_no_xml_is_no_documentation() => Assert.That(MemberDocumentation.Parse("<member name=\"x\"><summary>"), Is.Null);
}

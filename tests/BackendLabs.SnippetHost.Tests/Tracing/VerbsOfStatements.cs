using BackendLabs.SnippetHost.Services.Sqlite;

namespace BackendLabs.SnippetHost.Tests.Tracing;

/// <summary>A statement is named by what it does: checks count by that name.</summary>
internal sealed class VerbsOfStatements
{
    [TestCase("select 1", "select")]
    [TestCase("  SELECT(1)", "select")]
    [TestCase("/* insert */ select 1", "select")]
    [TestCase("-- update\n-- again\n  delete from a", "delete")]
    [TestCase("; ;/* a */;/**/with b as (select 1) select * from b", "with")]
    [TestCase("select/**/1", "select")]
    [TestCase("select\"name\" from a", "select")]
    [TestCase("select-1", "select")]
    [TestCase("/* never ends", "")]
    [TestCase("-- only this", "")]
    [TestCase("", "")]
    public void The_first_word_counts_and_no_comment(string sql, string verb) =>
        Assert.That(RunningStatement.VerbOf(sql), Is.EqualTo(verb));
}

using BackendLabs.Labs;
using BackendLabs.Testing;

namespace BackendLabs.Integration.Tests.Outcomes;

/// <summary>Every verdict says what was used, in the units of its limits.</summary>
internal sealed class WhatRunsUse : LiveRunner
{
    private static readonly Lab Twice = new SmallLab().Read();

    [Test]
    public async Task A_run_reports_processor_time_memory_and_what_was_printed_in_bytes()
    {
        var report = await RunAsync(Twice, "int Twice(int number) { Console.Write(\"zwölf\"); return 2 * number; }");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.Passed>(), () => Words.Of(report));
        Assert.That(report.Usage.Cpu, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(report.Usage.PeakBytes, Is.GreaterThan(1_000_000));
        Assert.That(report.Usage.OutputBytes, Is.GreaterThan(0).And.Matches<long>(bytes => bytes % "zwölf"u8.Length == 0), "Whole words, as UTF-8.");
    }

    [Test]
    public async Task Code_that_does_not_compile_reports_what_its_compilation_cost()
    {
        var report = await RunAsync(Twice, "int Twice(int number) => nothing;");

        Assert.That(report.Verdict, Is.TypeOf<Verdict.CompileError>(), () => Words.Of(report));
        Assert.That(report.Usage.Cpu, Is.GreaterThan(TimeSpan.Zero));
        Assert.That((report.Usage.PeakBytes, report.Usage.OutputBytes), Is.EqualTo((0, 0)), "Nothing of it ran.");
    }
}

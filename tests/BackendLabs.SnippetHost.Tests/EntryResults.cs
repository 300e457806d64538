using System.Text.Json;
using BackendLabs.SnippetHost.Calls;

namespace BackendLabs.SnippetHost.Tests;

/// <summary>A result becomes JSON by the entry's declared type, whatever it is at run time.</summary>
internal sealed class EntryResults
{
    internal record Price(int Id, decimal Amount);

    internal sealed record Liar() : Price(0, 0)
    {
        public new int Id => 7;

        public string More => "more";
    }

    [Test]
    public async Task A_derived_type_adds_and_hides_nothing() =>
        Assert.That(await ToJsonAsync<Price>(new Liar()), Is.EqualTo("""{"Id":0,"Amount":0}"""));

    [Test]
    public async Task A_derived_type_in_a_list_adds_and_hides_nothing() =>
        Assert.That(await ToJsonAsync<IReadOnlyList<Price>>(new Price[] { new Liar() }), Is.EqualTo("""[{"Id":0,"Amount":0}]"""));

    [Test]
    public async Task A_task_is_awaited_and_its_result_taken() =>
        Assert.That(await ToJsonAsync<Task<decimal>>(Task.FromResult(1.00m)), Is.EqualTo("1.00"));

    [Test]
    public async Task Null_is_null() => Assert.That(await ToJsonAsync<string?>(null), Is.EqualTo("null"));

    [Test]
    public void A_task_that_failed_throws_what_it_failed_with() =>
        Assert.That(async () => await ToJsonAsync<Task<int>>(Task.FromException<int>(new FormatException("no"))), Throws.TypeOf<FormatException>());

    [Test]
    public void A_sequence_without_end_stops_at_the_limit() =>
        Assert.That(async () => await ToJsonAsync<IEnumerable<int>>(Endless()), Throws.InvalidOperationException.With.Message.Contains("1024 KB"));

    [Test]
    public void A_result_deeper_than_the_limit_is_refused()
    {
        object nested = 1;
        for (var i = 0; i < 40; i++)
            nested = new[] { nested };

        Assert.That(async () => await ToJsonAsync<object>(nested), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void A_stream_ends_when_the_call_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.That(async () => await EntryResult.ToJsonAsync(Listens(), typeof(IAsyncEnumerable<int>), cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Task<string> ToJsonAsync<T>(T value) => EntryResult.ToJsonAsync(value, typeof(T), CancellationToken.None);

    private static IEnumerable<int> Endless()
    {
        while (true)
            yield return 1;
    }

    private static async IAsyncEnumerable<int> Listens([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield return 1;
    }
}

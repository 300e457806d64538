using BackendLabs.Judge.Scenarios;

namespace BackendLabs.Judge.Tests.Checks;

/// <summary>Clients whose operations are played without a server: what counts is which orders are gone through.</summary>
internal sealed class OrderSearchTests
{
    [TestCase(new[] { 1 }, 1)]
    [TestCase(new[] { 3 }, 1)]
    [TestCase(new[] { 1, 1 }, 2)]
    [TestCase(new[] { 2, 2 }, 6)]
    [TestCase(new[] { 3, 3 }, 20)]
    [TestCase(new[] { 1, 1, 1 }, 6)]
    [TestCase(new[] { 2, 2, 2 }, 90)]
    [TestCase(new[] { 0, 2 }, 1)]
    public void Every_order_comes_once(int[] operations, int orders)
    {
        var seen = new List<string>();
        var search = All();
        do
        {
            Play(search, operations);
            seen.Add(string.Concat(search.Order));
        }
        while (search.Next());

        Assert.That(seen, Has.Count.EqualTo(orders).And.Unique);
        Assert.That(search.HadAChoice, Is.EqualTo(orders > 1));
    }

    [Test]
    public void The_first_order_runs_each_client_through_and_the_next_ones_change_its_end()
    {
        var search = All();
        Play(search, [2, 2]);
        Assert.That(search.Order, Is.EqualTo(new[] { 1, 1, 2, 2 }));
        Assert.That(search.Next());
        Play(search, [2, 2]);
        Assert.That(search.Order, Is.EqualTo(new[] { 1, 2, 2, 1 }));
    }

    [Test]
    public void A_client_that_polls_for_another_lets_it_go_at_last()
    {
        // The first asks again and again until the second has had its one operation.
        var search = All();
        var order = new List<int>();
        while (!order.Contains(2))
            order.Add(search.Choose(Waiting(1, 2)));
        Assert.That(order, Has.Count.EqualTo(OrderSearch<string>.MostInARow + 1));
    }

    [Test]
    public void A_run_that_went_another_way_is_explored_from_there()
    {
        var search = All();
        Play(search, [2, 1]);
        Assert.That(search.Next());
        Assert.That(search.Choose(Waiting(1, 2)), Is.EqualTo(1));
        // The second was to come now, and does not.
        Assert.That(search.Choose(Waiting(1)), Is.EqualTo(1));
        Assert.That(search.Choose(Waiting(2)), Is.EqualTo(2));
        Assert.That(search.Order, Is.EqualTo(new[] { 1, 1, 2 }));
    }

    // R reads and W writes; an operation that only reads meets writes alone.
    [TestCase("RW RW", new[] { "RWrw", "RrwW", "RrWw", "rwRW" }, TestName = "Two_reads_may_change_places_and_are_one_order")]
    public void Orders_that_come_to_the_same_are_one(string clients, string[] orders)
    {
        var programs = clients.Split(' ');
        var seen = new List<string>();
        var search = new OrderSearch<string>((one, other) => one == "W" || other == "W");
        do
        {
            var at = new int[programs.Length];
            var order = "";
            while (true)
            {
                var waiting = Enumerable.Range(0, programs.Length).Where(i => at[i] < programs[i].Length).ToDictionary(i => i + 1, i => programs[i][at[i]].ToString());
                if (waiting.Count == 0)
                    break;
                var client = search.Choose(waiting);
                order += client == 1 ? waiting[client] : waiting[client].ToLowerInvariant();
                at[client - 1]++;
            }
            seen.Add(order);
        }
        while (search.Next());

        // R and r side by side are the same order either way.
        Assert.That(seen.Select(order => order.Replace("rR", "Rr", StringComparison.Ordinal)).Distinct(), Is.EquivalentTo(orders));
        Assert.That(seen, Has.Count.LessThan(6));
    }

    private static OrderSearch<string> All() => new((_, _) => true);

    private static Dictionary<int, string> Waiting(params int[] clients) => clients.ToDictionary(client => client, _ => "");

    private static void Play(OrderSearch<string> search, int[] operations)
    {
        var left = operations.ToArray();
        while (left.Any(count => count > 0))
            left[search.Choose(Waiting([.. Enumerable.Range(1, left.Length).Where(client => left[client - 1] > 0)])) - 1]--;
    }
}

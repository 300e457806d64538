namespace BackendLabs.Attacks.Tests;

/// <summary>What must be tried at least. Each number has a file; letters behind it are further ways of the same.</summary>
internal sealed class RowsTests
{
    private static readonly Dictionary<int, string> Wanted = new()
    {
        [1] = "braces by the thousand",
        [2] = "an array of arrays, thousands deep",
        [3] = "generic arguments within generic arguments",
        [4] = "round brackets by the thousand",
        [5] = "brackets in a directive's condition",
        [6] = "documentation that opens elements and never closes one",
        [7] = "lambdas within lambdas that overloads multiply",
        [8] = "a literal of two megabytes",
        [9] = "a directive that loads a file of the machine",
        [10] = "a directive that references our own assembly",
        [11] = "unsafe code",
        [12] = "a namespace",
        [13] = "characters that are no text, and megabytes of spaces",
        [20] = "a loop without end",
        [21] = "a sleep without end",
        [22] = "a pattern that backtracks for ever",
        [23] = "two locks taken in turn",
        [24] = "continuations without end",
        [25] = "leaving before the call",
        [26] = "a type that never finishes its constructor",
        [30] = "arrays until nothing is left",
        [31] = "memory that the runtime does not count",
        [32] = "recursion without end",
        [33] = "printing without end",
        [34] = "filling the temporary folder",
        [35] = "filling shared memory",
        [36] = "an exception of a hundred megabytes",
        [40] = "processes in a loop",
        [41] = "threads without end",
        [42] = "a grandchild that leaves its session",
        [43] = "ending by fail-fast",
        [44] = "a user namespace",
        [45] = "signals to everyone",
        [50] = "the first process's environment",
        [51] = "the kernel's settings",
        [52] = "checks, solutions, other runs and the home",
        [53] = "the output's descriptor opened again",
        [54] = "a link in the database's place",
        [55] = "a link in a socket's place",
        [56] = "a mapped file cut off under its reader",
        [57] = "another box's descriptors",
        [58] = "names that climb, mark up or break lines",
        [60] = "a metadata address",
        [61] = "the machine's loopback services",
        [62] = "names looked up",
        [63] = "raw and packet sockets",
        [70] = "printing a pass",
        [71] = "writing to the channel of results",
        [72] = "answers that were never found out",
        [73] = "a thread that goes on between calls",
        [74] = "a type that lies",
        [75] = "patching the host",
        [80] = "guessing names of runs and sockets",
        [81] = "the kernel's keyrings",
        [82] = "a thousand attempts queued by one",
        [110] = "commands that only an administrator gives",
        [111] = "a full server",
        [112] = "connections by the thousand",
        [113] = "malformed and endless requests",
        [120] = "a query without end",
        [121] = "a value of hundreds of megabytes",
        [122] = "other files through the database",
        [123] = "a lock that is never let go",
        [124] = "a view in a table's place",
        [125] = "a corrupted database",
        [126] = "connections by the thousand to the HTTP service",
        [127] = "heads without end and bodies of megabytes",
        [128] = "requests that two readers would read differently",
        [130] = "a database server without memory",
        [131] = "a database server's disk filled",
        [132] = "connections to a database server by the hundred",
        [133] = "statements that never end in a database server",
        [134] = "a server's log that is full",
        [135] = "others' sessions ended",
        [136] = "a text that looks like the log",
        [137] = "a server that is asked for no log",
        [172] = "blocks without length, and files without a name",
        [173] = "every instance of a kernel resource that a user has",
        [129] = "requests without end, and answers that were never asked for",
        [160] = "transactions that Redis refuses",
        [161] = "commands cut and merged over packets",
        [162] = "keys that a command writes without seeming to",
        [170] = "thousands of operations before the measured ones",
        [171] = "a table rebuilt so that the judge's statement is lost",
    };

    private static readonly Dictionary<int, string> WantedOfLabs = new()
    {
        [150] = "a world's folder replaced by a link",
        [151] = "a socket's name exchanged between bind and mode",
        [152] = "raw frames to the grader",
        [153] = "threads, files and connections for the next run",
        [154] = "a contract whose code runs in the student's box",
        [156] = "a seed that attaches, loads, never ends",
    };

    [Test]
    public void Every_row_of_hostile_labs_is_tried() =>
        Assert.That(
            WantedOfLabs.Where(row => !HostileLab.All.Any(lab => lab.Number == row.Key)).Select(row => $"{row.Key}: {row.Value}"),
            Is.Empty);

    [Test]
    public void Every_row_is_tried() =>
        Assert.That(
            Wanted.Where(row => !Attack.All.Any(attack => attack.Number == row.Key)).Select(row => $"{row.Key}: {row.Value}"),
            Is.Empty);

    [Test]
    public void No_row_is_there_twice() => Assert.That(Attack.All.Select(attack => attack.Row), Is.Unique);

    [Test]
    public void Every_file_names_an_arena_that_there_is() =>
        Assert.That(Attack.All.Where(attack => !Arenas.All.ContainsKey(attack.Arena)).Select(attack => $"{attack}: {attack.Arena}"), Is.Empty);
}

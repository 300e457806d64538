namespace BackendLabs.Cli.Tests.Checking;

/// <summary>Whatever is typed or handed over, the answer is a sentence, a way out and exit code 2; never a stack trace.</summary>
internal sealed class BadInput
{
    private static readonly byte[] Utf16 = [0xFF, 0xFE, 0x69, 0x00];
    private static readonly byte[] Latin1 = [.. "// one\n// caf"u8, 0xE9, .. "\nint x;"u8];
    private static readonly byte[] Binary = [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1];

    [Test]
    public void A_file_that_is_absent() => Refuses("There is no file gone.csx", "check", TestCommandContext.Lab, "gone.csx");

    [Test]
    public void A_file_that_is_empty() => Refuses("a.csx is empty", (context) => context.Write("a.csx", " \n\t\n"));

    [Test]
    public void A_folder_in_place_of_a_file() => Refuses("a.csx is a folder", context => Directory.CreateDirectory(Path.Combine(context.Home, "a.csx")));

    [Test]
    public void A_binary_file() => Refuses("a.csx is a binary file", context => context.Write("a.csx", Binary));

    [Test]
    public void A_file_that_is_too_long() => Refuses("a.csx is longer than 256 KB", context => context.Write("a.csx", new string('x', 256 * 1024 + 1)));

    [Test]
    public void A_file_in_another_encoding_names_the_line() => Refuses("a.csx is not UTF-8: line 2", context => context.Write("a.csx", Latin1));

    [Test]
    public void A_file_in_utf_16() => Refuses("a.csx is text in UTF-16", context => context.Write("a.csx", Utf16));

    [Test]
    public void A_device_that_never_ends() => Refuses("longer than 256 KB", "check", TestCommandContext.Lab, "/dev/zero");

    [Test]
    public void A_lab_with_a_typo_offers_the_nearest() => Refuses("Did you mean mine/basket?", "check", "mine/baskte");

    [Test]
    public void A_command_with_a_typo_offers_the_nearest() => Refuses("Did you mean `lab check`?", "chekc");

    [Test]
    public void A_word_of_another_tool_offers_check([Values("run", "test", "submit")] string word) =>
        Refuses("`lab check basket`", word, "basket");

    [Test]
    public void A_form_that_there_is_not() => Refuses("'bad' not recognized", "check", "--format", "bad");

    [Test]
    public void A_seed_that_is_no_number() => Refuses("'x'", "check", "--seed", "x");

    [TestCase("abc")]
    [TestCase("1.5")]
    [TestCase("99999999999999999999")]
    public void A_seed_is_asked_for_in_words(string seed)
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run("check", "basket", "--seed", seed), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain($"--seed takes a whole number such as 42, not '{seed}'").And.Not.Contain("System.").And.Not.Contain("Cannot parse"));
    }

    [TestCase("validate", "--seeds")]
    [TestCase("up", "--port")]
    [TestCase("grader", "--slots")]
    [TestCase("bench", "--rounds")]
    public void No_type_of_ours_is_named(string command, string option)
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run(command, option, "abc"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("'abc'").And.Not.Contain("System.").And.Not.Contain("expected type"));
    }

    [Test]
    public void An_option_with_a_typo_offers_the_nearest() => Refuses("Did you mean --seed?", "check", "basket", "--sead=4");

    [Test]
    public void A_file_that_is_absent_is_said_before_its_lab_is_asked_for() => Refuses("There is no file gone.csx", "check", "gone.csx");

    [Test]
    public void A_file_with_a_typo_offers_the_nearest() => Refuses("Did you mean answer.csx?", context => context.Write("answer.csx", "int x;"), "check", "basket", "answr.csx");

    [Test]
    public void A_file_in_a_folder_that_is_not_there() => Refuses("there is no folder", "check", "basket", "nowhere/answer.csx");

    [Test]
    public void A_file_in_place_of_a_folder() => Refuses("is a file, not a folder", context => context.Write("a.csx", "int x;"), "check", "basket", "a.csx/answer.csx");

    [Test]
    public void A_folder_offers_the_answer_in_it() => Refuses("Did you mean work/answer.csx?", context => context.Write("work/answer.csx", "int x;"), "check", "basket", "work");

    [TestCase(".")]
    [TestCase("work")]
    public void A_folder_that_no_lab_was_started_in(string folder) => Refuses($"{folder} is a folder, and not one that `lab start` made", context => context.Write("work/x.txt", "x"), "check", folder);

    [Test]
    public void A_started_folder_without_its_answer() => Refuses("has no answer.csx", context => context.Write("work/.lab", "mine/basket\n"), "check", "work");

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("..")]
    [TestCase("/")]
    public void A_name_that_is_none(string name)
    {
        using var context = new TestCommandContext();

        Assert.That(context.Run("check", name), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("→").And.Not.Contain("   at ").And.Not.Contain("Our problem"));
    }

    [Test]
    public void All_with_one_lab() => Refuses("--all checks every lab", "check", "--all", "basket");

    [Test]
    public void No_current_lab() => Refuses("You have no current lab yet", "check");

    [Test]
    public void An_answer_that_was_never_started() => Refuses("Begin with `lab start mine/basket`", "check", "basket");

    [Test]
    public void A_name_of_two_labs_lists_both()
    {
        using var context = new TestCommandContext();
        context.WriteLab("yours/basket");

        Assert.That(context.Run("check", "basket"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("mine/basket").And.Contain("yours/basket"));
    }

    [Test]
    public void A_word_that_is_a_lab_and_a_file_is_asked_back()
    {
        using var context = new TestCommandContext();
        context.Write("basket", "x");

        Assert.That(context.Run("check", "basket"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("is a lab and a file").And.Contain("lab check mine/basket basket"));
    }

    [Test]
    public void No_home_says_what_to_set()
    {
        using var context = new TestCommandContext();
        context["HOME"] = null;

        Assert.That(context.Run("start", "basket"), Is.EqualTo(ExitCode.Usage));
        Assert.That(context.Error, Does.Contain("HOME is not set").And.Contain("XDG_DATA_HOME"));
    }

    [Test]
    public void A_folder_of_labs_that_there_is_not() => Refuses("/nowhere does not exist", "list", "--labs", "/nowhere");

    [Test]
    public void A_place_to_start_that_cannot_be_written() => Refuses("cannot be written", "start", "basket", "--to", "/proc/1");

    [Test]
    public void A_new_lab_with_a_wrong_id([Values("Mine/first", "mine", "mine/first/second", "../x", "mine/")] string id) =>
        Refuses("is no lab id", "new", id);

    [Test]
    public void A_solution_before_its_time() => Refuses("--give-up", "solution", "basket");

    [Test]
    public void A_broken_lab_is_our_problem_and_names_its_place()
    {
        using var context = new TestCommandContext();
        File.WriteAllText(Path.Combine(context.Labs, "mine/basket/lab.yaml"), "format: 1\nid: [\n");
        context.Write("a.csx", "int x;");

        Assert.That(context.Run("check", "basket", "a.csx", "--format", "json"), Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(System.Text.Json.JsonDocument.Parse(context.Output).RootElement.GetProperty("verdict").GetString(), Is.EqualTo("infrastructure_error"));
        Assert.That(context.Error, Does.Contain("mine/basket/lab.yaml").And.Not.Contain("   at "));
    }

    private static void Refuses(string words, params string[] arguments) => Refuses(words, _ => { }, arguments);

    private static void Refuses(string words, Action<TestCommandContext> prepare, params string[] arguments)
    {
        using var context = new TestCommandContext();
        prepare(context);

        Assert.That(context.Run(arguments.Length > 0 ? arguments : ["check", TestCommandContext.Lab, "a.csx"]), Is.EqualTo(ExitCode.Usage), context.Error);
        Assert.That(context.Error, Does.Contain(words).And.Not.Contain("   at "));
        Assert.That(context.Output, Is.Empty);
    }
}

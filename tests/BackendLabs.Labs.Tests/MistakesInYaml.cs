using static BackendLabs.Labs.Tests.Mistakes;

namespace BackendLabs.Labs.Tests;

public sealed class MistakesInYaml
{
    private const string Entry = "\"Product GetProduct(SqliteConnection db, IDatabase cache, int id)\"";

    [Test]
    public void A_tab_is_named_with_its_line_and_column() =>
        ExpectInYaml("  - \"Product", "\t- \"Product", "13:1: The line is indented with a tab, which YAML does not allow. | Indent with two spaces.");

    [Test]
    public void A_colon_in_plain_text_asks_for_quotes() =>
        ExpectInYaml("title: Read through a cache", "title: Read: through", "5:12: This is not valid YAML: While scanning a plain scalar");

    [Test]
    public void A_bracket_left_open_is_named_where_it_matters() =>
        ExpectInYaml("concepts: [caching.cache-aside]", "concepts: [caching.cache-aside", "6:11: This is not valid YAML: what begins here does not end well. | Look for a bracket or a quote that is never closed.");

    [Test]
    public void A_field_given_twice_is_refused() =>
        ExpectInYaml("minutes: 20\n", "minutes: 20\nminutes: 30\n", "10:1: The field `minutes` is given twice; the first is on line 9. | Keep one of them.");

    [Test]
    public void A_second_document_is_refused() =>
        ExpectInYaml("note: First version }\n", "note: First version }\n---\nformat: 1\n", "20:1: A second YAML document begins here.");

    [Test]
    public void An_alias_is_refused() =>
        ExpectInYaml("concepts: [caching.cache-aside]", "concepts: &a [caching.cache-aside]", "6:11: The anchor `&a` is not supported. | Remove it.");

    [Test]
    public void Values_nested_without_end_are_refused() =>
        ExpectInYaml("concepts: [caching.cache-aside]", $"concepts: {new string('[', 3000)}{new string(']', 3000)}", "6:26: This is not valid YAML: The values are nested too deeply.");

    [Test]
    public void A_list_in_place_of_the_fields_is_refused() =>
        Expect(root => root.Write($"{LabRoot.Id}/lab.yaml", "- format: 1\n"), "caching/cache-aside/lab.yaml:1:1: The file must hold fields (`name: value`), but this is a list.");

    [Test]
    public void A_file_of_comments_holds_no_fields() =>
        Expect(root => root.Write($"{LabRoot.Id}/lab.yaml", "# later\n"), "caching/cache-aside/lab.yaml:The file holds no fields. | Begin it with `format: 1`.");

    [Test]
    public void An_unknown_field_offers_the_nearest_missing_one() =>
        ExpectInYaml("concepts:", "concept:", "6:1: `concept` is not a field of lab.yaml. | Did you mean `concepts`?");

    [Test]
    public void A_missing_field_is_named_with_an_example() =>
        ExpectInYaml("difficulty: easy\n", "", "2:1: The field `difficulty` of lab.yaml is missing. | Add `difficulty: easy`.");

    [Test]
    public void Another_format_is_refused() =>
        ExpectInYaml("format: 1", "format: 2", "2:9: `format` must be 1, the one form that there is. | Write `format: 1`.");

    [Test]
    public void An_id_of_the_wrong_form_is_refused() =>
        ExpectInYaml("id: caching/cache-aside\n", "id: Caching/CacheAside\n", "3:5: The id `Caching/CacheAside` must be track/name in lower-case words joined by dashes. | Write `id: caching/cache-aside`.");

    [Test]
    public void An_id_that_differs_from_the_folder_is_refused() =>
        ExpectInYaml("id: caching/cache-aside\n", "id: caching/cache-behind\n", "3:5: The id `caching/cache-behind` differs from the lab's folder, caching/cache-aside.");

    [TestCase("0", "not 0.")]
    [TestCase("-3", "not -3.")]
    [TestCase("99999999999", "not 99999999999.")]
    [TestCase("1.5", "but `1.5` is a number.")]
    [TestCase("one", "but `one` is text.")]
    [TestCase("[1]", "but this is a list.")]
    [TestCase("true", "but `true` is a truth value.")]
    [TestCase("", "but there is no value.")]
    public void A_version_that_is_no_positive_whole_number_is_refused(string version, string found) =>
        ExpectInYaml("\nversion: 1\n", $"\nversion: {version}\n", $"4:{(version.Length > 0 ? 10 : 9)}: `version` must be a whole number from 1 up, {found}");

    [Test]
    public void A_list_where_text_is_asked_is_refused() =>
        ExpectInYaml("title: Read through a cache", "title: [Read, through]", "5:8: `title` must be text, but this is a list. | Write, for example, `title: Read through a cache`.");

    [Test]
    public void A_number_where_text_is_asked_is_put_in_quotes() =>
        ExpectInYaml("title: Read through a cache", "title: 404", "5:8: `title` must be text, but `404` is a number. | Put it in quotes: `\"404\"`.");

    [Test]
    public void An_empty_title_is_refused() =>
        ExpectInYaml("title: Read through a cache", "title: \" \"", "5:8: `title` is empty.");

    [Test]
    public void Text_where_a_list_is_asked_is_refused() =>
        ExpectInYaml("concepts: [caching.cache-aside]", "concepts: caching", "6:11: `concepts` must be a list, but `caching` is text. | Write, for example, `concepts: [caching.cache-aside]`.");

    [Test]
    public void A_prerequisite_that_is_no_id_is_refused() =>
        ExpectInYaml("prerequisites: []", "prerequisites: [first-key]", "7:17: `first-key` in `prerequisites` must be a lab's id");

    [Test]
    public void A_lab_that_needs_itself_is_refused() =>
        ExpectInYaml("prerequisites: []", "prerequisites: [caching/cache-aside]", "7:17: A lab cannot be its own prerequisite.");

    [Test]
    public void An_unknown_difficulty_offers_the_nearest() =>
        ExpectInYaml("difficulty: easy", "difficulty: esay", "8:13: `esay` is no difficulty. | Write `difficulty: easy`");

    [TestCase("0")]
    [TestCase("241")]
    public void Minutes_beyond_four_hours_or_none_are_refused(string minutes) =>
        ExpectInYaml("minutes: 20", $"minutes: {minutes}", $"9:10: `minutes` must be a whole number from 1 to 240, not {minutes}.");

    [Test]
    public void An_unknown_kind_of_service_offers_the_nearest() =>
        ExpectInYaml("cache: redis }", "cache: reddis }", "10:32: `reddis` is no kind of service. | Did you mean `redis`?");

    [Test]
    public void Entity_Framework_is_for_sqlite_only() =>
        ExpectInYaml("cache: redis", "cache: { kind: redis, efcore: true }", "10:55: `efcore` is for sqlite; this is a redis service. | Remove `efcore`.");

    [Test]
    public void Scripting_is_for_redis_only() =>
        ExpectInYaml("db: sqlite,", "db: { kind: sqlite, scripting: true },", "10:44: `scripting` is for redis; this is a sqlite service. | Remove `scripting`.");

    [Test]
    public void A_lab_without_Lua_says_so_in_its_lesson() =>
        ExpectInYaml("cache: redis", "cache: { kind: redis, scripting: false }", "`cache` has `scripting: false`, and the lesson does not say that Lua is not allowed here, nor why. | Say so in README.md, with the word Lua");

    [Test]
    public void Two_services_of_one_kind_are_refused() =>
        ExpectInYaml("cache: redis }", "cache: redis, other: redis }", "10:39: `cache` is a redis service already; a lab has one of a kind. | Remove `other`.");

    [Test]
    public void Services_as_a_list_are_refused() =>
        Expect(
            root =>
            {
                root.Edit("lab.yaml", "services: { db: sqlite, cache: redis }", "services: [redis]");
                root.Delete("seed.sql");
                root.Edit("lab.yaml", LabRoot.Digest, LabDigest.OfChecks(root.ReadTexts()));
            },
            "caching/cache-aside/lab.yaml:10:11: `services` must be a map of names to kinds, but this is a list.");

    [Test]
    public void A_shared_folder_that_is_not_there_offers_the_nearest() =>
        Expect(
            root =>
            {
                root.Edit("lab.yaml", "uses: [shop]", "uses: [shpo]");
                root.Edit("lab.yaml", LabRoot.Digest, LabDigest.OfChecks(root.ReadTexts()));
            },
            "caching/cache-aside/lab.yaml:11:8: There is no folder _shared/shpo. | Did you mean `shop`?");

    [Test]
    public void A_mistake_in_an_entry_is_named_within_its_text() =>
        ExpectInYaml(Entry, "\"Product GetProduct(SqliteConnection, int id)\"", "13:41: The entry `Product GetProduct(SqliteConnection, int id)` is no signature: the name of the parameter of type `SqliteConnection` is expected here, not `,`.");

    [Test]
    public void Two_entries_of_one_name_are_refused() =>
        ExpectInYaml(Entry, $"{Entry}\n  - \"int GetProduct()\"", "14:5: There are two entries named `GetProduct`; overloads are refused.");

    [Test]
    public void A_lab_without_entries_is_refused() =>
        ExpectInYaml($"entries:\n  - {Entry}", "entries: []", "12:10: `entries` is empty; a snippet defines one method at least.");

    [TestCase("wall: 5s", "wall: 99ms", "14:17: `wall` must be a whole number and a unit (ms or s), 100ms to 60s, not `99ms`. | Write, for example, `wall: 5s`.")]
    [TestCase("wall: 5s", "wall: 61s", "14:17: `wall` must be")]
    [TestCase("wall: 5s", "wall: 5", "14:17: `wall` must be")]
    [TestCase("wall: 5s", "wall: 5 s", "14:17: `wall` must be")]
    [TestCase("memory: 256MB", "memory: 63MB", "14:29: `memory` must be a whole number and a unit (MB or GB), 64MB to 2GB, not `63MB`.")]
    [TestCase("memory: 256MB", "memory: 3GB", "14:29: `memory` must be")]
    [TestCase("memory: 256MB", "memory: 256mb", "14:29: `memory` must be")]
    [TestCase("output: 64KB", "output: 2MB", "14:44: `output` must be a whole number and a unit (KB or MB), 1KB to 1MB, not `2MB`.")]
    [TestCase("output: 64KB", "output: 0KB", "14:44: `output` must be")]
    [TestCase("output: 64KB", "out: 64KB", "14:36: `out` is not a field of `limits`.")]
    public void A_limit_out_of_range_or_without_a_unit_is_refused(string old, string replacement, string expected) =>
        ExpectInYaml(old, replacement, expected);

    [Test]
    public void A_hint_after_less_than_no_attempt_is_refused() =>
        ExpectInYaml("after: 1,", "after: -1,", "16:14: `after` must be a whole number from 0 up, not -1.");

    [Test]
    public void A_hint_without_text_is_refused() =>
        ExpectInYaml("text: \"What should happen the second time?\"", "text: \"\"", "16:23: `text` is empty.");

    [Test]
    public void A_hint_that_is_only_text_is_refused() =>
        ExpectInYaml("{ after: 1, text: \"What should happen the second time?\" }", "Think again.", "16:5: A hint must be a map, but `Think again.` is text.");
}

sealed record Side(string Name, string Suffix, bool IsMySql);

Side[] sides = [new("SQLite", "Sqlite", false), new("MySQL", "MySql", true)];
Side sqlite = sides[0];
Side mysql = sides[1];

int ada = 0, bob = 0, cyd = 0, nobody = 0;
string adaTag = "", newTag = "", otherTag = "", medal = "";
string[] words = [];
int level = 0, points = 0, scoreId = 0;
string face = "";

Given(async seed =>
{
    // A server as many hosters set it up: it cuts, and says so in a warning that nobody reads.
    await MySql.ExecuteAsync("set global sql_mode = ''");

    var different = seed.DifferentWords(6).Select(word => char.ToUpperInvariant(word[0]) + word[1..Math.Min(word.Length, 6)]).ToArray();
    (adaTag, newTag, otherTag, medal) = ($"{different[0]}{seed.Int(10, 99)}", $"{different[1]}{seed.Int(10, 99)}", $"{different[2]}{seed.Int(10, 99)}", different[3]);
    words = [different[4], different[5]];
    (ada, bob, cyd, nobody) = (seed.Int(100, 199), seed.Int(200, 299), seed.Int(300, 399), seed.Int(400_000, 499_999));
    (level, points, scoreId) = (seed.Int(2, 40), seed.Int(10_000, 50_000), seed.Int(100, 400));
    face = seed.Pick(new[] { "🦊", "🐙", "🦉", "🐝", "🐳" });

    foreach (var side in sides)
    {
        await PutAsync(side, "player", new { id = ada, tag = adaTag });
        await PutAsync(side, "player", new { id = bob, tag = $"{different[4]}{seed.Int(10, 99)}" });
        await PutAsync(side, "player", new { id = cyd, tag = $"{different[5]}{seed.Int(10, 99)}" });
        await PutAsync(side, "score", new { id = scoreId, player_id = ada, level, points, medal });
        await PutAsync(side, "score", new { id = scoreId + seed.Int(1, 90), player_id = bob, level, points = points + 1, medal = "none" });
        foreach (var word in words)
            await PutAsync(side, "cheer", new { score_id = scoreId, words = word });
    }
});

Task PutAsync(Side side, string table, object values)
{
    if (side.IsMySql)
        return MySql.InsertAsync(table, values);
    Db.Insert(table, values);
    return Task.CompletedTask;
}

async Task<T?> AskAsync<T>(Side side, string sql, object? values = null) =>
    side.IsMySql ? await MySql.ScalarAsync<T>(sql, values) : Db.Scalar<T>(sql.Replace('@', '$'), values);

Task<int> CountAsync(Side side, string table) => AskAsync<int>(side, $"select count(*) from {table}");

Task<int?> PointsAsync(Side side, long player, int at) =>
    AskAsync<int?>(side, "select points from score where player_id = @player and level = @at", new { player, at });

Task<string?> TagAsync(Side side, long? id) => AskAsync<string>(side, "select tag from player where id = @id", new { id });

async Task RenameAsync(Side side, int id, string tag)
{
    if (side.IsMySql)
        await MySql.ExecuteAsync("update player set tag = @tag where id = @id", new { id, tag });
    else
        Db.Execute("update player set tag = $tag where id = $id", new { id, tag });
}

Task<long?> AddAsync(Side side, string tag) => Snippet.CallAsync<long?>("AddPlayer" + side.Suffix, tag);

Task<long?> FindAsync(Side side, string tag) => Snippet.CallAsync<long?>("FindPlayer" + side.Suffix, tag);

Task SaveAsync(Side side, long player, int at, int reached) => Snippet.CallAsync("SaveScore" + side.Suffix, player, at, reached);

async Task ExpectAddedAsync(Side side, string tag, string why)
{
    var before = await CountAsync(side, "player");
    var id = await AddAsync(side, tag);
    Expect(id, Is.Not.Null, $"On {side.Name}: AddPlayer{side.Suffix}(\"{tag}\") answered that the tag is too long. {why}");
    Expect(await TagAsync(side, id), Is.EqualTo(tag), $"On {side.Name}: AddPlayer{side.Suffix}(\"{tag}\") answered {id}. This is the tag in the row {id}. {why}");
    Expect(await CountAsync(side, "player"), Is.EqualTo(before + 1), $"On {side.Name}: one player was added, so the table has one row more.");
}

async Task ExpectRefusedAsync(Side side, string tag, string why)
{
    var before = await CountAsync(side, "player");
    var id = await AddAsync(side, tag);
    var kept = id is null ? null : await TagAsync(side, id);
    Expect(id, Is.Null, $"On {side.Name}: AddPlayer{side.Suffix}(\"{tag}\") took a tag that does not fit. {why} In the table it is now \"{kept}\".");
    Expect(await CountAsync(side, "player"), Is.EqualTo(before), $"On {side.Name}: AddPlayer{side.Suffix}(\"{tag}\") answered null, and the number of rows has changed all the same.");
}

Check("saves-a-first-score", points: 1, "saves a first score, on SQLite and on MySQL", async () =>
{
    foreach (var side in sides)
    {
        var before = await CountAsync(side, "score");
        await SaveAsync(side, cyd, level, points + 2);
        Expect(await PointsAsync(side, cyd, level), Is.EqualTo(points + 2), $"On {side.Name}: these are the points of player {cyd} on level {level} in the table, after SaveScore{side.Suffix}({cyd}, {level}, {points + 2}).");
        await SaveAsync(side, cyd, level + 1, points + 3);
        Expect(await PointsAsync(side, cyd, level + 1), Is.EqualTo(points + 3), $"On {side.Name}: these are the points of player {cyd} on the next level, {level + 1}.");
        Expect(await PointsAsync(side, cyd, level), Is.EqualTo(points + 2), $"On {side.Name}: level {level + 1} is another level. The score of level {level} stays.");
        Expect(await CountAsync(side, "score"), Is.EqualTo(before + 2), $"On {side.Name}: two first scores are two new rows.");
    }
});

Check("updates-in-place", points: 2, "raises a score, and keeps its row: the id, the medal and the cheers", "saves-a-first-score", async () =>
{
    foreach (var side in sides)
    {
        var rows = await CountAsync(side, "score");
        await SaveAsync(side, ada, level, points + 5);
        var after = $"On {side.Name}: player {ada} had {points} points on level {level} and reached {points + 5}.";
        Expect(await PointsAsync(side, ada, level), Is.EqualTo(points + 5), $"{after} These are the points in the table.", rule: "best");
        Expect(await AskAsync<string>(side, "select medal from score where player_id = @ada and level = @level", new { ada, level }), Is.EqualTo(medal), $"{after} This is the medal in the row, which had one.", rule: "in-place");
        Expect(await AskAsync<int>(side, "select id from score where player_id = @ada and level = @level", new { ada, level }), Is.EqualTo(scoreId), $"{after} The row has another id than before: the old row was deleted.", rule: "in-place");
        Expect(await AskAsync<int>(side, "select count(*) from cheer where score_id = @scoreId", new { scoreId }), Is.EqualTo(words.Length), $"{after} So many cheers are left of the score.", rule: "in-place");
        Expect(await CountAsync(side, "score"), Is.EqualTo(rows), $"{after} No row was to be added.", rule: "in-place");
        Expect(await PointsAsync(side, bob, level), Is.EqualTo(points + 1), $"{after} The score of player {bob} on this level has changed too.", rule: "in-place");
    }
});

Check("keeps-the-best", points: 1, "lets a lower score change nothing", "saves-a-first-score", async () =>
{
    foreach (var side in sides)
    {
        await SaveAsync(side, ada, level, points - 1);
        Expect(await PointsAsync(side, ada, level), Is.EqualTo(points), $"On {side.Name}: player {ada} had {points} points on level {level} and then played a game with {points - 1}. The best game counts.", rule: "lower");
        await SaveAsync(side, ada, level, points + 1);
        Expect(await PointsAsync(side, ada, level), Is.EqualTo(points + 1), $"On {side.Name}: player {ada} had {points} points on level {level} and then reached one more.", rule: "best");
    }
});

Check("unknown-player", points: 1, "throws where there is no such player, rather than losing the score in silence", "saves-a-first-score", async () =>
{
    foreach (var side in sides)
    {
        var before = await CountAsync(side, "score");
        var failure = await Snippet.FailureAsync("SaveScore" + side.Suffix, nobody, level, points);
        Expect(await CountAsync(side, "score"), Is.EqualTo(before), $"On {side.Name}: there is no player {nobody}, and yet the table of scores has changed.");
        Expect(failure is not null, $"On {side.Name}: there is no player {nobody}, so the score was written nowhere. SaveScore{side.Suffix}({nobody}, {level}, {points}) returned as if it had been saved.");
        await SaveAsync(side, cyd, level, points);
        Expect(await PointsAsync(side, cyd, level), Is.EqualTo(points), $"On {side.Name}: after the exception, the score of a player who is there.");
    }
});

Check("two-at-once", points: 2, "keeps the better of two scores that come at the same moment", "saves-a-first-score", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    async Task<int> WritesAsync(int at)
    {
        var rehearsal = Timeline.Watch();
        await clients[0].CallAsync("SaveScoreSqlite", bob, at, points + 5);
        return rehearsal.Statements.Count(statement => statement.Writes);
    }

    // The first one stands still before its write number n.
    async Task TogetherOnSqliteAsync(int n, int at, int lower, int higher, string what)
    {
        var busy = Timeline.Statements.Count(statement => statement.IsBusy);
        var hold = await Db.HoldBeforeWriteAsync(n, by: 1);
        var first = clients[0].CallAsync("SaveScoreSqlite", cyd, at, lower);
        await hold.ReachedAsync(during: first);

        // The second one runs through, or waits for the first one's lock; either is fine.
        var second = clients[1].CallAsync("SaveScoreSqlite", cyd, at, higher);
        while (!second.IsCompleted && Timeline.Statements.Count(statement => statement.IsBusy) == busy)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        hold.Release();
        await Task.WhenAll(first, second);
        Expect(await PointsAsync(sqlite, cyd, at), Is.EqualTo(higher), $"On SQLite: two processes saved {lower} and {higher} points for player {cyd} on level {at} at the same moment. {what}");
    }

    await clients[1].CallAsync("SaveScoreSqlite", bob, level, points);
    var writes = await WritesAsync(level + 1);
    for (var n = 1; n <= writes; n++)
        await TogetherOnSqliteAsync(n, level + n, points, points + 10, "There was no score before.");
    writes = await WritesAsync(level);
    for (var n = 1; n <= writes; n++)
        await TogetherOnSqliteAsync(n, level + 1, points + 20 * n, points + 20 * n + 10, $"Before there were {points + 20 * n - 10}.");

    await using (var locked = await MySql.LockAsync("score"))
    {
        var first = clients[0].CallAsync("SaveScoreMySql", cyd, level, points + 10);
        var second = clients[1].CallAsync("SaveScoreMySql", cyd, level, points);
        await MySql.WaitersAsync(2, first, second);
        await locked.LiftAsync();
        await Task.WhenAll(first, second);
    }

    Expect(await PointsAsync(mysql, cyd, level), Is.EqualTo(points + 10), $"On MySQL: two processes saved {points + 10} and {points} points for player {cyd} at the same moment. There was no score before.");
});

Check("adds-a-player", points: 1, "adds a player, and answers with the id that the row was given", async () =>
{
    foreach (var side in sides)
    {
        await ExpectAddedAsync(side, newTag, "It has fewer than 12 characters.");
        await ExpectAddedAsync(side, otherTag, "It has fewer than 12 characters.");
    }
});

Check("id-of-its-own-row", points: 2, "answers with the id of its own row, whatever others do", "adds-a-player", async () =>
{
    var clients = await Snippet.ClientsAsync(2);
    var rehearsal = Timeline.Watch();
    await clients[0].CallAsync<long?>("AddPlayerSqlite", newTag);
    var statements = rehearsal.Statements;
    await clients[1].CallAsync<long?>("AddPlayerSqlite", otherTag);

    async Task ExpectOwnAsync(Side side, long? id, string tag, string when) =>
        Expect(await TagAsync(side, id), Is.EqualTo(tag), $"On {side.Name}: {when} AddPlayer{side.Suffix}(\"{tag}\") answered {(id is null ? "null" : id)}. This is the tag in that row.");

    // The other process adds its player between two statements of the first one, at each place where that is possible.
    for (var n = 2; n <= statements.Count; n++)
    {
        var busy = Timeline.Statements.Count(statement => statement.IsBusy);
        var hold = await Db.HoldBeforeStatementAsync(n, by: 1);
        var first = clients[0].CallAsync<long?>("AddPlayerSqlite", $"{newTag}-{n}");
        await hold.ReachedAsync(during: first);
        var second = clients[1].CallAsync<long?>("AddPlayerSqlite", $"{otherTag}-{n}");
        while (!second.IsCompleted && Timeline.Statements.Count(statement => statement.IsBusy) == busy)
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        hold.Release();
        await ExpectOwnAsync(sqlite, await first, $"{newTag}-{n}", $"another process added \"{otherTag}-{n}\" just before \"{statements[n - 1]}\".");
        await ExpectOwnAsync(sqlite, await second, $"{otherTag}-{n}", $"another process was adding \"{newTag}-{n}\" at the same moment.");
    }

    await MySql.ExecuteAsync("update player set id = @far where id = @cyd", new { far = nobody, cyd });
    await ExpectOwnAsync(mysql, await AddAsync(mysql, newTag), newTag, $"another program has given a player the number {nobody}.");

    await using (var locked = await MySql.LockAsync("player"))
    {
        var first = clients[0].CallAsync<long?>("AddPlayerMySql", $"{newTag}-1");
        var second = clients[1].CallAsync<long?>("AddPlayerMySql", $"{otherTag}-1");
        await MySql.WaitersAsync(2, first, second);
        await locked.LiftAsync();
        await ExpectOwnAsync(mysql, await first, $"{newTag}-1", $"another process added \"{otherTag}-1\" at the same moment.");
        await ExpectOwnAsync(mysql, await second, $"{otherTag}-1", $"another process added \"{newTag}-1\" at the same moment.");
    }

    foreach (var side in sides)
        await ExpectOwnAsync(side, await AddAsync(side, adaTag.ToUpperInvariant()), adaTag.ToUpperInvariant(), $"there is a \"{adaTag}\" already, another player.");
});

Check("refuses-what-does-not-fit", points: 2, "refuses a tag of more than 12 letters on both, and writes nothing", "adds-a-player", async () =>
{
    var full = (newTag + otherTag)[..12];
    foreach (var side in sides)
    {
        await ExpectAddedAsync(side, full, "It has exactly 12 characters.");
        await ExpectRefusedAsync(side, newTag + "abcdefghijkl"[..(13 - newTag.Length)], "It has 13 characters.");
        await ExpectRefusedAsync(side, $"{newTag} the {otherTag} of {medal}", "It has far more than 12 characters.");
        await ExpectAddedAsync(side, otherTag, "It has fewer than 12 characters.");
    }
});

Check("counts-characters", points: 2, "counts characters as the databases do, not bytes and not units of C#", "refuses-what-does-not-fit", async () =>
{
    var umlauts = newTag[..4] + "äöüßéøñç";
    var faces = string.Concat(Enumerable.Repeat(face, 8)) + newTag[..4];
    var astronaut = "👩‍🚀";
    var crew = string.Concat(Enumerable.Repeat(astronaut, 3));
    foreach (var side in sides)
    {
        await ExpectAddedAsync(side, umlauts, "It has 12 characters, which are 20 bytes.");
        await ExpectAddedAsync(side, faces, "It has 12 characters, which are 20 units of a string in C# and 36 bytes.");
        await ExpectRefusedAsync(side, umlauts + "å", "It has 13 characters.");
        await ExpectRefusedAsync(side, faces + face, "It has 13 characters.");
        await ExpectAddedAsync(side, newTag[..3] + crew, $"It has 12 characters: {astronaut} is made of three, a woman, a joiner and a rocket.");
        await ExpectRefusedAsync(side, newTag[..4] + crew, $"It has 13 characters: {astronaut} is made of three, a woman, a joiner and a rocket.");
    }
});

Check("finds-by-tag", points: 1, "finds the player of a tag, and null where there is none", async () =>
{
    foreach (var side in sides)
    {
        Expect(await FindAsync(side, newTag), Is.Null, $"On {side.Name}: \"{newTag}\" is not in the table yet.", rule: "find");
        await PutAsync(side, "player", new { id = nobody, tag = newTag });
        Expect(await FindAsync(side, newTag), Is.EqualTo(nobody), $"On {side.Name}: \"{newTag}\" was added to the table since the last call.", rule: "find");
        Expect(await FindAsync(side, adaTag), Is.EqualTo(ada), $"On {side.Name}: \"{adaTag}\" is in the table.", rule: "find");
        await RenameAsync(side, nobody, otherTag);
        Expect(await FindAsync(side, otherTag), Is.EqualTo(nobody), $"On {side.Name}: another program has renamed \"{newTag}\" to \"{otherTag}\" since the last call.", rule: "that-moment");
        Expect(await FindAsync(side, newTag), Is.Null, $"On {side.Name}: another program has renamed \"{newTag}\" to \"{otherTag}\" since the last call. Nobody is called \"{newTag}\" now.", rule: "that-moment");
    }
});

Check("finds-these-letters", points: 2, "takes Ada, ADA and Adá for three players, on both", "finds-by-tag", async () =>
{
    var others = new[] { newTag.ToUpperInvariant(), newTag.ToLowerInvariant(), newTag + "e", newTag + "é", newTag + face, newTag + "🎈" };
    foreach (var side in sides)
    {
        var id = nobody;
        await PutAsync(side, "player", new { id, tag = newTag });
        foreach (var other in others)
        {
            Expect(await FindAsync(side, other), Is.Null, $"On {side.Name}: nobody is called \"{other}\" yet, in exactly these letters. The answer is somebody else's id.");
            await PutAsync(side, "player", new { id = ++id, tag = other });
            Expect(await FindAsync(side, other), Is.EqualTo(id), $"On {side.Name}: now there is a player \"{other}\", beside others whose tags look alike.");
        }

        Expect(await FindAsync(side, newTag), Is.EqualTo(nobody), $"On {side.Name}: \"{newTag}\" is in the table, beside others whose tags look alike.");
    }
});

Check("spaces-are-letters", points: 1, "takes a space at the end for a letter", "finds-these-letters", async () =>
{
    foreach (var side in sides)
    {
        await PutAsync(side, "player", new { id = nobody, tag = newTag });
        Expect(await FindAsync(side, newTag), Is.EqualTo(nobody), $"On {side.Name}: \"{newTag}\" was added to the table.");
        foreach (var other in new[] { newTag + " ", newTag + "   ", " " + newTag })
            Expect(await FindAsync(side, other), Is.Null, $"On {side.Name}: nobody is called \"{other}\". \"{newTag}\" has no space.");
    }
});

Check("quotes-are-letters", points: 2, "takes quotes, backslashes and SQL in a tag for letters", ["adds-a-player", "finds-by-tag"], async () =>
{
    var start = newTag[..3];
    foreach (var side in sides)
    {
        foreach (var tag in new[] { start + "'s", start + "\"x\"", start + @"\", @"\'" + start, start + "'); --", "' or ''='" + start })
        {
            Expect(await FindAsync(side, tag), Is.Null, $"On {side.Name}: nobody is called {tag} yet.");
            await ExpectAddedAsync(side, tag, "It is a tag like any other.");
            var id = await AskAsync<long>(side, "select max(id) from player where tag = @tag", new { tag });
            Expect(await FindAsync(side, tag), Is.EqualTo(id), $"On {side.Name}: now there is a player called {tag}, exactly so.");
        }

        foreach (var pattern in new[] { "", "%", start + "%", "________" })
            Expect(await FindAsync(side, pattern), Is.Null, $"On {side.Name}: nobody is called \"{pattern}\".");
    }
});

using BackendLabs.Judge.Services.Sqlite;

namespace BackendLabs.Judge;

/// <content>SQLite.</content>
public sealed partial class CheckScript
{
    /// <summary>The world's database, over the judge's own connection.</summary>
    public JudgeDatabase Db => Tools.Of<JudgeDatabase>("database", "db: sqlite");
}

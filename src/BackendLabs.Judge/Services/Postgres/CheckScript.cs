using BackendLabs.Judge.Services.Postgres;

namespace BackendLabs.Judge;

/// <content>PostgreSQL.</content>
public sealed partial class CheckScript
{
    /// <summary>The world's PostgreSQL, over the judge's own connection.</summary>
    public JudgePostgres Postgres => Tools.Of<JudgePostgres>("PostgreSQL", "shop: postgres");
}

using BackendLabs.Judge.Services.Mysql;

namespace BackendLabs.Judge;

/// <content>MySQL.</content>
public sealed partial class CheckScript
{
    /// <summary>The world's MySQL, over the judge's own connection.</summary>
    public JudgeMysql MySql => Tools.Of<JudgeMysql>("MySQL", "shop: mysql");
}

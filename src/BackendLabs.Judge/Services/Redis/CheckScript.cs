using BackendLabs.Judge.Services.Redis;

namespace BackendLabs.Judge;

/// <content>Redis.</content>
public sealed partial class CheckScript
{
    /// <summary>The world's Redis, over the judge's own connection.</summary>
    public JudgeCache Cache => Tools.Of<JudgeCache>("Redis", "cache: redis");
}

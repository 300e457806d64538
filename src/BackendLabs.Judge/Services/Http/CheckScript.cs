using BackendLabs.Judge.Services.Http;

namespace BackendLabs.Judge;

/// <content>HTTP.</content>
public sealed partial class CheckScript
{
    /// <summary>The HTTP service that the snippet asks.</summary>
    public JudgeHttp Http => Tools.Of<JudgeHttp>("HTTP service", "prices: http");
}

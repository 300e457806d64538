using BackendLabs.Judge.Services.Docker;

namespace BackendLabs.Judge;

/// <content>Docker.</content>
public sealed partial class CheckScript
{
    /// <summary>The world's containers.</summary>
    public JudgeContainers Containers => Tools.Of<JudgeContainers>("Docker", "docker: docker");
}

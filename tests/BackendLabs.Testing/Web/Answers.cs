using BackendLabs.Labs;

namespace BackendLabs.Testing.Web;

/// <summary>What students write into the labs that we ship.</summary>
internal static class Answers
{
    /// <summary>The smallest lab, without services.</summary>
    public const string FirstPass = "start/first-pass";

    /// <summary>A lab whose check ends by its time limit with this; in the small one, ten seconds.</summary>
    public const string Endless = "string Greet(string name) { while (true); }";

    public static Lab Lab(string id) => LabReader.Read(Path.Combine(PublishedApp.Clone, "labs"), id) is LabReading.Good good
        ? good.Lab
        : throw new InvalidOperationException($"{id} has mistakes.");

    public static string Right(string id) => Lab(id).Solutions[0].Text;

    /// <param name="name">Of a file beneath <c>wrong/</c>, without its ending; the first where null.</param>
    public static string Wrong(string id, string? name = null) =>
        (name is null ? Lab(id).WrongSolutions[0] : Lab(id).WrongSolutions.Single(wrong => wrong.Text.Path == $"wrong/{name}.csx")).Text.Text;
}

namespace BackendLabs.Grader.Services.Http;

/// <summary>An HTTP service: the judge answers, and the grader has no part in it.</summary>
internal sealed class HttpHome : ServiceHome
{
    public override string Kind => Contract.Services.Http.HttpHome.Name;
}

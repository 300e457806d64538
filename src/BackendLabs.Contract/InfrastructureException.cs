namespace BackendLabs.Contract;

/// <summary>Something of ours, or of the machine, does not work. Becomes an infrastructure error; nothing is counted.</summary>
/// <param name="remedy">What whoever runs this machine can do.</param>
public class InfrastructureException(string message, string remedy) : Exception(message)
{
    public string Remedy { get; } = remedy;
}

using BackendLabs.Testing;

/// <summary>The runner of all fixtures that have none of their own.</summary>
[SetUpFixture]
public sealed class Shared : SharedRunner;

namespace BackendLabs.Contract.Services;

/// <summary>How the warm-up snippet uses a service.</summary>
/// <param name="Parameter">Type and name of a parameter.</param>
/// <param name="Statements">
/// C# that uses it, once for each part of the client that snippets use. It may read <c>id</c> and add to <c>rows</c>, a
/// list of <c>WarmProduct(int Id, string Name, decimal Price)</c>.
/// </param>
public sealed record WarmUpUse(string Parameter, string Statements);

namespace BackendLabs.Contract;

/// <summary>A gate's refusal: what the snippet asked for, and why it is not allowed here.</summary>
/// <param name="Service"><c>redis</c>, <c>docker</c>, <c>http</c> or <c>sqlite</c>.</param>
/// <param name="Operation">What was asked for, e.g. <c>CONFIG SET</c>.</param>
/// <param name="Reason">For the student: why not, and what to do instead.</param>
public sealed record GateRefusal(string Service, string Operation, string Reason);

namespace BackendLabs.Sessions.Policies;

internal static class Decimals
{
    /// <summary>Without zeros at the end: a decimal keeps its places, and 1.50 would be written other than 1.5.</summary>
    public static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;
}

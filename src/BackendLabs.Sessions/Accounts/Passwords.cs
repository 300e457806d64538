using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BackendLabs.Sessions.Accounts;

/// <summary>Hashes passwords by ASP.NET Core Identity: PBKDF2 with HMAC-SHA-512 and a salt of each.</summary>
public static class Passwords
{
    /// <summary>NIST SP 800-63B asks for fifteen where there is no second factor.</summary>
    public const int Shortest = 15;

    private const int Longest = 256;

    /// <summary>OWASP's Password Storage Cheat Sheet asks for 210,000 with SHA-512.</summary>
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    // Of nobody: an unknown name takes as long as a known one.
    private static readonly Lazy<string> Nobody = new(() => Hash("a password that nobody has"));

    /// <returns>What is wrong with a password, in a sentence; null where it may be taken.</returns>
    public static string? Fault(string password) => password.Length switch
    {
        < Shortest => $"A password has at least {Shortest} characters: a sentence of four words is good and easy to remember.",
        > Longest => $"A password has at most {Longest} characters.",
        _ => string.IsNullOrWhiteSpace(password) || password.Distinct().Count() < 5 ? "A password of so few different characters is soon guessed. Take a sentence of four words." : null,
    };

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <param name="hash">Null for an unknown name: no password fits, and it takes as long.</param>
    public static bool Fits(string? hash, string password) =>
        Hasher.VerifyHashedPassword("", hash ?? Nobody.Value, password) is not PasswordVerificationResult.Failed && hash is not null;
}

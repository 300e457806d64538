using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BackendLabs.Labs;

namespace BackendLabs.Store.Classes;

/// <summary>Works out links and codes: HMAC-SHA-256, under a secret of the store, of who it is and of their salt.</summary>
internal sealed class CohortKeys(byte[] secret)
{
    private const int TokenBytes = 20;

    /// <summary>Crockford's base 32 (https://www.crockford.com/base32.html): nothing in it reads as something else.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>As a link's end: 160 bits.</summary>
    public string TokenOf(string cohort, string folded, string salt) => Base64Url.EncodeToString(Of("link", cohort, folded, salt).AsSpan(0, TokenBytes));

    /// <summary>40 bits in eight characters.</summary>
    public string CodeOf(string cohort, string folded, string salt)
    {
        var bytes = Of("code", cohort, folded, salt);
        var bits = 0UL;
        foreach (var one in bytes.AsSpan(0, 5))
            bits = (bits << 8) | one;
        var code = new char[8];
        for (var place = code.Length - 1; place >= 0; place--, bits >>= 5)
            code[place] = Letters[(int)(bits & 31)];
        return new string(code);
    }

    /// <summary>65 bits in thirteen characters, in groups: nobody guesses it, and everybody can type it from a board.</summary>
    public string LongCodeOf(string session, string salt)
    {
        var bits = BitConverter.ToUInt128(Of("join", session, salt).AsSpan(0, 16));
        var code = new char[13];
        for (var place = code.Length - 1; place >= 0; place--, bits >>= 5)
            code[place] = Letters[(int)(uint)(bits & 31)];
        return $"{new string(code, 0, 4)}-{new string(code, 4, 4)}-{new string(code, 8, 5)}";
    }

    public CohortPass PassOf(CohortMember member)
    {
        var folded = CohortPerson.Folded(member.Id);
        var code = CodeOf(member.Cohort, folded, member.Pass);
        return new CohortPass(member.Id, member.Name, member.Role, TokenOf(member.Cohort, folded, member.Pass), $"{code[..4]}-{code[4..]}");
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    public static bool Same(string code, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(Typed(typed)));

    /// <summary>Any case, with spaces and dashes or without; O is 0, I and L are 1.</summary>
    private static string Typed(string typed) => string.Concat(typed.ToUpperInvariant()
        .Where(char.IsAsciiLetterOrDigit)
        .Select(letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }));

    // Names hold no line ends, so no two lists of parts are one text.
    private byte[] Of(params ReadOnlySpan<string> parts) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}

using System.Globalization;
using System.Text;
using BackendLabs.Sessions.Policies;
using BackendLabs.Store.Sessions;

namespace BackendLabs.Web.Sessions;

/// <summary>A student's receipts as a text to keep: with it an appeal can show what was accepted and when.</summary>
internal static class ReceiptText
{
    public static string Write(ExamStudent student, IReadOnlyList<Receipt> receipts)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(SessionPolicyJson.Read(student.Session.Policy).Zone);
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Receipts of {student.Sitting.Name} ({student.Sitting.Member})\n")
            .Append(CultureInfo.InvariantCulture, $"Session: {student.Session.Title} ({student.Session.Id})\n\n");
        if (receipts.Count == 0)
            text.Append("Nothing was submitted yet.\n");
        foreach (var receipt in receipts)
        {
            var at = TimeZoneInfo.ConvertTime(receipt.At, zone);
            text.Append(CultureInfo.InvariantCulture, $"""
                {receipt.Lab}{(receipt.IsLate ? "  (late)" : "")}
                  accepted      {at:yyyy-MM-dd HH:mm:ss.fff zzz}
                  attempt       {receipt.Attempt}
                  SHA-256       {receipt.Digest}
                  ledger entry  {receipt.Entry}, {receipt.Head}


                """);
        }

        return text.Append("SHA-256 is of the submitted text in UTF-8. The ledger entry binds it to everything before it in the session.\n").ToString();
    }
}

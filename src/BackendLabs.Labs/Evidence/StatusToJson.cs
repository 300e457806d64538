using System.Text.Json;
using BackendLabs.Contract;

namespace BackendLabs.Labs.Evidence;

/// <summary>Writes what each outcome of a check carries.</summary>
internal static class StatusToJson
{
    public static void Write(Utf8JsonWriter writer, CheckStatus status)
    {
        switch (status)
        {
            case CheckStatus.Failed failed:
                WriteFailed(writer, failed);
                break;
            case CheckStatus.RuntimeError error:
                writer.WriteOptional("line", error.Line);
                writer.WriteArray("lines", error.Lines, writer.WriteNumberValue);
                writer.WriteString("message", error.Message);
                writer.WriteString("type", error.Type);
                break;
            case CheckStatus.TimeLimit limit:
                writer.WriteString("entry", limit.Entry);
                writer.WriteMicroseconds("limit", limit.Limit);
                break;
            case CheckStatus.MemoryLimit limit:
                writer.WriteLong("limitBytes", limit.LimitBytes);
                break;
            case CheckStatus.OutputLimit limit:
                writer.WriteNumber("limitBytes", limit.LimitBytes);
                break;
            case CheckStatus.Denied denied:
                writer.WriteString("operation", denied.Operation);
                writer.WriteString("reason", denied.Reason);
                writer.WriteString("service", denied.Service);
                break;
            case CheckStatus.NotRun notRun:
                writer.WriteString("because", notRun.Because);
                break;
            case CheckStatus.InfrastructureError error:
                writer.WriteOptional("line", error.Line);
                writer.WriteString("reason", error.Reason);
                break;
        }
    }

    private static void WriteFailed(Utf8JsonWriter writer, CheckStatus.Failed failed)
    {
        writer.WriteString("actual", failed.Actual);
        writer.WriteString("expected", failed.Expected);
        writer.WriteString("message", failed.Message);
        if (failed.Schedule is not { } schedule)
            return;
        writer.WriteStartObject("schedule");
        writer.WriteNumber("interleaving", schedule.Interleaving);
        writer.WriteObjects("steps", schedule.Steps, step =>
        {
            writer.WriteNumber("client", step.Client);
            writer.WriteString("detail", step.Detail);
            writer.WriteString("operation", step.Operation);
        });
        writer.WriteEndObject();
    }
}

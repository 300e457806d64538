public record JobResult(long ExitCode, string Output, string Errors);

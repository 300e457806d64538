// A JobResult is given already: record JobResult(long ExitCode, string Output, string Errors).

async Task<JobResult> RunJobAsync(DockerClient docker, string image, string[] command)
{
    // 1. Create a container of the image with this command. It has an ID now, and nothing runs yet.
    // 2. Start it.
    // 3. Wait until it has ended: its StatusCode is the job's exit code.
    // 4. Read its log, standard output and standard error apart.
    // 5. Remove it, whatever happened in 2, 3 and 4.

    await Task.CompletedTask;
    return new JobResult(0, "", "");
}

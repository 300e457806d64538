using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

public class ContainerExecCreateParameters
{
    public string User { get; set; }

    public bool Privileged { get; set; }

    public bool Tty { get; set; }

    public ulong[] ConsoleSize { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStderr { get; set; }

    public bool AttachStdout { get; set; }

    public bool Detach { get; set; }

    public string DetachKeys { get; set; }

    public IList<string> Env { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Cmd { get; set; }
}

public class ContainerExecCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; set; }
}

public class ContainerExecStartParameters
{
    public string User { get; set; }

    public bool Privileged { get; set; }

    public bool Tty { get; set; }

    public ulong[] ConsoleSize { get; set; }

    public bool AttachStdin { get; set; }

    public bool AttachStderr { get; set; }

    public bool AttachStdout { get; set; }

    public bool Detach { get; set; }

    public string DetachKeys { get; set; }

    public IList<string> Env { get; set; }

    public string WorkingDir { get; set; }

    public IList<string> Cmd { get; set; }
}

public class ContainerExecInspectResponse
{
    [JsonPropertyName("ID")]
    public string ExecID { get; set; }

    public string ContainerID { get; set; }

    public bool Running { get; set; }

    /// <summary>0 as long as Running is true.</summary>
    public long ExitCode { get; set; }

    public long Pid { get; set; }
}

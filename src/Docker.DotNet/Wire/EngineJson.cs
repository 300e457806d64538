using System.Text.Json.Serialization;
using Docker.DotNet.Models;

namespace Docker.DotNet.Wire;

/// <summary>
/// What is sent or read as a whole, with the code for it made at build time: a lab's process is young at its first
/// call and would pay for looking all of these up by reflection.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuthConfig))]
[JsonSerializable(typeof(CommitContainerChangesParameters))]
[JsonSerializable(typeof(CommitContainerChangesResponse))]
[JsonSerializable(typeof(ContainerExecCreateParameters))]
[JsonSerializable(typeof(ContainerExecCreateResponse))]
[JsonSerializable(typeof(ContainerExecInspectResponse))]
[JsonSerializable(typeof(ContainerExecStartParameters))]
[JsonSerializable(typeof(ContainerInspectResponse))]
[JsonSerializable(typeof(ContainerPathStatResponse))]
[JsonSerializable(typeof(ContainerProcessesResponse))]
[JsonSerializable(typeof(ContainersPruneResponse))]
[JsonSerializable(typeof(ContainerStatsResponse))]
[JsonSerializable(typeof(ContainerUpdateParameters))]
[JsonSerializable(typeof(ContainerUpdateResponse))]
[JsonSerializable(typeof(ContainerWaitResponse))]
[JsonSerializable(typeof(CreateContainerParameters))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(Dictionary<string, AuthConfig>))]
[JsonSerializable(typeof(IDictionary<string, IDictionary<string, bool>>))]
[JsonSerializable(typeof(IDictionary<string, string>))]
[JsonSerializable(typeof(IList<ContainerFileSystemChangeResponse>))]
[JsonSerializable(typeof(IList<ContainerListResponse>))]
[JsonSerializable(typeof(IList<IDictionary<string, string>>))]
[JsonSerializable(typeof(IList<ImageHistoryResponse>))]
[JsonSerializable(typeof(IList<ImagesListResponse>))]
[JsonSerializable(typeof(IList<NetworkResponse>))]
[JsonSerializable(typeof(IList<string>))]
[JsonSerializable(typeof(ImageInspectResponse))]
[JsonSerializable(typeof(ImagesPruneResponse))]
[JsonSerializable(typeof(JSONMessage))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(NetworkConnectParameters))]
[JsonSerializable(typeof(NetworkDisconnectParameters))]
[JsonSerializable(typeof(NetworksCreateParameters))]
[JsonSerializable(typeof(NetworksCreateResponse))]
[JsonSerializable(typeof(NetworksPruneResponse))]
[JsonSerializable(typeof(SystemInfoResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(VolumeResponse))]
[JsonSerializable(typeof(VolumesCreateParameters))]
[JsonSerializable(typeof(VolumesListResponse))]
[JsonSerializable(typeof(VolumesPruneResponse))]
sealed partial class EngineJson : JsonSerializerContext;

// services: docker
// expect: CS0117 line 3 "KillContainerAsync"
Task Stop(DockerClient docker, string id) => docker.Containers.StopContainerAsync(id, new ContainerStopParameters { Signal = "SIGINT" });

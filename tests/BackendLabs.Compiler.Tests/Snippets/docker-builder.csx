// services: docker
// expect: CS0246 line 3 "DockerClientConfiguration"
DockerClient Make() => new DockerClientBuilder().Build();

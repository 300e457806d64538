namespace BackendLabs.Compiler.Services.Http;

internal sealed class HttpHome : ServiceHome;

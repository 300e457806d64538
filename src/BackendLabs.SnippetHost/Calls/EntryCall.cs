using System.Reflection;
using System.Text.Json;
using BackendLabs.Contract;
using BackendLabs.SnippetHost.Services;

namespace BackendLabs.SnippetHost.Calls;

/// <summary>One call of an entry: its parameters filled, its result awaited and turned into JSON while its services are still open.</summary>
internal sealed class EntryCall(SnippetAssembly snippet, InjectedServices services, JudgeToHost.Call call)
{
    public async Task<string> InvokeAsync(CancellationToken cancellationToken)
    {
        var (script, method) = snippet.Entry(call.Entry);
        await using var lease = services.Lease();
        var arguments = Bind(method, lease, cancellationToken);
        var returned = method.Invoke(script, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        return await EntryResult.ToJsonAsync(returned, method.ReturnType, cancellationToken);
    }

    private object?[] Bind(MethodInfo method, ServiceLease lease, CancellationToken cancellationToken)
    {
        var given = new Queue<string>(call.Arguments);
        return [.. method.GetParameters().Select(parameter => BindOne(parameter, given, lease, cancellationToken))];
    }

    private static object? BindOne(ParameterInfo parameter, Queue<string> given, ServiceLease lease, CancellationToken cancellationToken)
    {
        if (lease.TryGet(parameter.ParameterType, cancellationToken, out var service))
            return service;
        return given.TryDequeue(out var json)
            ? JsonSerializer.Deserialize(json, parameter.ParameterType, EntryResult.Json)
            : parameter.DefaultValue;
    }
}

namespace BackendLabs.SnippetHost.Calls;

/// <summary>Starts work on a thread of its own: callers that block must not starve each other in a shared pool.</summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        var started = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                started.SetResult(work());
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return started.Task.Unwrap();
    }
}

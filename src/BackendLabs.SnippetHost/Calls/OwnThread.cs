namespace BackendLabs.SnippetHost.Calls;

/// <summary>Starts work on a thread of its own: callers that block must not starve each other in a shared pool.</summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        // What follows runs on this thread too: one more of the pool's could not start where a snippet has left no descriptor.
        var started = new TaskCompletionSource<Task<T>>();
        var thread = new Thread(() =>
        {
            Task<T> running;
            try
            {
                running = work();
            }
            catch (Exception error)
            {
                running = Task.FromException<T>(error);
            }

            started.SetResult(running);
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return started.Task.Unwrap();
    }
}

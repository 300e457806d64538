using BackendLabs.Contract;
using BackendLabs.Judge.Running;
using SQLitePCL;

// The grader's stream is standard input and output; whatever a check prints must not reach it.
await using var stream = new MessageStream(Console.OpenStandardInput(), Console.OpenStandardOutput(), WireLimits.Judge);
Console.SetOut(Console.Error);

SystemSqlite.Prefer(typeof(SQLite3Provider_e_sqlite3).Assembly);
await new JudgeSession(stream, TimeProvider.System).ServeAsync();
return 0;

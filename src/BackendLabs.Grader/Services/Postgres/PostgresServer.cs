using BackendLabs.Grader.Services.Servers;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Postgres;

/// <summary>PostgreSQL: small, without a network, without waiting for the disk, and with a log of every statement.</summary>
internal sealed class PostgresServer(string program) : DatabaseServer(program)
{
    public override string Kind => PostgresHome.Name;

    public override IReadOnlyList<string> Reads => ["/usr/share/postgresql", "/usr/pgsql/share"];

    public override ProcessLimits Limits { get; } =
        new(MemoryBytes: 512 * ProcessLimits.MB, Processes: 128, OpenFiles: 1024, FileBytes: 64 * ProcessLimits.MB, TemporaryBytes: 16 * ProcessLimits.MB) { Cpu = TimeSpan.FromMinutes(2), DiskEntries = 4_000 };

    public override string SocketName => ".s.PGSQL.5432";

    // The client library composes the socket's name.
    public override string AddressIn(string sockets) => sockets;

    public override IReadOnlyList<ServerStep> Steps(string data, string password) =>
    [
        new([Beside("initdb"), "-D", data, "-U", JudgeUser, "--encoding=UTF8", "--locale=C", "--wal-segsize=1", "--no-sync", "--no-instructions", "--auth=trust"], ""),
        // One database, with no copy of it that nobody needs: half of the files that each world gets.
        new([Program, "--single", "-D", data, "template1"], $"""
            alter role {JudgeUser} password '{password}'
            alter database postgres rename to lab
            update pg_database set datistemplate = false where datname = 'template0'
            drop database template0
            revoke all on database lab from public
            revoke all on database template1 from public
            create role snippet

            """),
    ];

    // Everybody by password: in a box of an ordinary user all processes have the same account of the machine.
    public override IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string> { ["pg_hba.conf"] = "local all all scram-sha-256\n" };

    public override IReadOnlyList<string> Command(string data, string sockets)
    {
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories={sockets}", "unix_socket_permissions=0770",
            "max_connections=110", "superuser_reserved_connections=10",
            "shared_buffers=8MB", "dynamic_shared_memory_type=mmap", "max_parallel_workers=0", "max_parallel_workers_per_gather=0", "jit=off",
            // Nothing has to outlive the machine; what a killed server had committed is in the kernel's hands.
            "fsync=off", "full_page_writes=off", "synchronous_commit=on",
            "wal_level=minimal", "max_wal_senders=0", "min_wal_size=2MB", "max_wal_size=16MB", "autovacuum=off",
            "timezone=UTC", "log_timezone=UTC",
            // Every statement when it has ended, on one line: the judge reads it. Followers begin with a tab, which a
            // student's text cannot change.
            "logging_collector=off", "log_destination=stderr", "log_min_duration_statement=0", "log_line_prefix=%n|%p|%u|%e|",
            "log_parameter_max_length=200", "log_parameter_max_length_on_error=200", "log_error_verbosity=default",
        ];
        return [Program, "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    public override Task<string> FindVersionAsync(CancellationToken cancellationToken) => ServerProgram.FindVersionAsync(Program, "-V", cancellationToken);

    private string Beside(string other) => Path.Combine(Path.GetDirectoryName(Program)!, other);
}

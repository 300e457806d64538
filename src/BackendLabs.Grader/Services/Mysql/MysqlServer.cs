using BackendLabs.Grader.Services.Servers;
using BackendLabs.Sandbox;

namespace BackendLabs.Grader.Services.Mysql;

/// <summary>MariaDB: small, without a network, without waiting for the disk, and with a log of every statement in a table.</summary>
internal sealed class MysqlServer(string program) : DatabaseServer(program)
{
    // mariadb-install-db feeds its server these (https://mariadb.com/kb/en/mariadb-install-db/); the shell script itself
    // needs a dozen programs that a box has not.
    private static readonly string[] SystemTables = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];

    private static readonly string[] ShareFolders = ["/usr/share/mysql", "/usr/share/mariadb"];

    public override string Kind => MysqlHome.Name;

    public override IReadOnlyList<string> Reads => ShareFolders;

    public override ProcessLimits Limits { get; } =
        new(MemoryBytes: 512 * ProcessLimits.MB, Processes: 128, OpenFiles: 1024, FileBytes: 64 * ProcessLimits.MB, TemporaryBytes: 16 * ProcessLimits.MB) { Cpu = TimeSpan.FromMinutes(2), DiskEntries = 4_000 };

    public override string SocketName => "mysql.sock";

    // A killed server leaves its log's table marked as broken, so every start begins the log anew.
    public override IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["init.sql"] = "repair table mysql.general_log;\ntruncate table mysql.general_log;\nset global general_log = on;\n",
    };

    public override string AddressIn(string sockets) => $"{sockets}/{SocketName}";

    public override IReadOnlyList<ServerStep> Steps(string data, string password)
    {
        var share = ShareFolders.FirstOrDefault(Directory.Exists) ?? ShareFolders[0];
        string[] texts =
        [
            "create database mysql;", "use mysql;",
            .. SystemTables.Select(name => Path.Combine(share, name)).Where(File.Exists).Select(File.ReadAllText),
            "create database lab;",
            "delete from mysql.global_priv where User <> 'mariadb.sys';",
            $$"""replace into mysql.global_priv values ('localhost', '{{JudgeUser}}', concat('{"access":18446744073709551615,"plugin":"mysql_native_password","authentication_string":"', password('{{password}}'), '"}'));""",
        ];
        return [new([Program, "--no-defaults", "--bootstrap", .. Settings(data)], string.Join('\n', texts) + "\n")];
    }

    public override IReadOnlyList<string> Command(string data, string sockets) =>
    [
        Program, "--no-defaults", .. Settings(data), $"--socket={AddressIn(sockets)}", $"--init-file={data}/init.sql", "--pid-file=/tmp/pid", "--tmpdir=/tmp",
        "--skip-networking", "--skip-name-resolve", "--max-connections=110", "--general-log=off", "--log-output=TABLE",
        "--default-time-zone=+00:00",
        // Nothing has to outlive the machine; what a killed server had committed is in the kernel's hands.
        "--innodb-flush-log-at-trx-commit=2", "--innodb-flush-method=nosync",
    ];

    public override Task<string> FindVersionAsync(CancellationToken cancellationToken) => ServerProgram.FindVersionAsync(Program, "--version", cancellationToken);

    private static IEnumerable<string> Settings(string data) =>
    [
        // Also while the data are made: a database keeps the character set that it was made with.
        "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci",
        $"--datadir={data}", "--performance-schema=OFF", "--skip-log-bin", "--key-buffer-size=64K", "--aria-pagecache-buffer-size=1M", "--aria-log-file-size=8M",
        "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M", "--innodb-undo-tablespaces=0", "--innodb-autoextend-increment=1",
        "--innodb-data-file-path=ibdata1:3M:autoextend", "--innodb-temp-data-file-path=ibtmp1:2M:autoextend",
        // Of the kernel's own queues a box gets none.
        "--innodb-use-native-aio=0",
    ];
}

namespace BackendLabs.Compiler.Services.Mysql;

internal sealed class MysqlHome : ServiceHome;

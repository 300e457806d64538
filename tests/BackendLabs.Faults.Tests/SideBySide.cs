// Each fixture has a site of its own: processes, ports, folders and databases.
[assembly: Parallelizable(ParallelScope.Fixtures)]

// Fixtures have folders, accounts and servers of their own, as graders have that share a machine, and much of their time is
// waiting: hence one more at once than the usual two processors. Those that look at the whole process, or keep every core
// busy, say NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]

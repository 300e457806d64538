// Fixtures have runners, folders, accounts and servers of their own, as graders have that share a machine, and much of their
// time is waiting. Those that look at the whole process, or keep every core busy, say NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]

// Each test is another person; what a fixture kills is its own.
[assembly: Parallelizable(ParallelScope.Fixtures)]

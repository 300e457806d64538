// Free code is run, and nothing is expected of it.
Check("run", points: 1, "your code runs to its end", () => Snippet.CallAsync("Run"));

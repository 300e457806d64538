// 156d Its seed ends its transaction and copies the database to a file of the machine.
// expected: infrastructure_error
// services: { db: sqlite }
Check("doubles", points: 1, "doubles a number", async () =>
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21."));

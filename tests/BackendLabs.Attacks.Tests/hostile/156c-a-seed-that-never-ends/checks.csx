// 156c Its seed never ends.
// says: seed.sql:1.*had not ended 10 seconds
// expected: infrastructure_error
// services: { db: sqlite }
Check("doubles", points: 1, "doubles a number", async () =>
    Expect(await Snippet.CallAsync<int>("Twice", 21), Is.EqualTo(42), "Twice of 21."));

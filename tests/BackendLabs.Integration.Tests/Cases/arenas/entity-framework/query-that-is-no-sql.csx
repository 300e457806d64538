// expect: runtime_error
// because: C# of the student's own in the query
// words: cannot be said in SQL; ToList()
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet(db);
    return fleet.Boats.Where(boat => Names.Are(boat.Name)).Count();
}

static class Names
{
    public static bool Are(string name) => name.Length > 2;
}

class Boat
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

class Fleet(SqliteConnection db) : DbContext
{
    public DbSet<Boat> Boats => Set<Boat>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(db);
}

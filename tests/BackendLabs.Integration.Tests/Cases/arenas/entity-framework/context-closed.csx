// expect: runtime_error
// because: the query runs too late
// words: the context was closed; ToList()
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    IQueryable<Boat> boats;
    using (var fleet = new Fleet(db))
        boats = fleet.Boats;
    return boats.Count();
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

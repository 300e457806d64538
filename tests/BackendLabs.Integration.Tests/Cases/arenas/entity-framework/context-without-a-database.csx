// expect: runtime_error
// because: OnConfiguring is missing
// words: does not know its database; UseSqlite(db)
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet();
    return fleet.Boats.Count();
}

class Boat
{
    public int Id { get; set; }
}

class Fleet : DbContext
{
    public DbSet<Boat> Boats => Set<Boat>();
}

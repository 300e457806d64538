// expect: runtime_error
// because: the property names the table
// words: there is no table Ships
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet(db);
    return fleet.Ships.Count();
}

class Boat
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

class Fleet(SqliteConnection db) : DbContext
{
    public DbSet<Boat> Ships => Set<Boat>();
    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(db);
}

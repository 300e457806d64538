// expect: runtime_error
// because: the row is there already
// words: a row with this Boats.Id already
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet(db);
    fleet.Boats.Add(new Boat { Id = 1, Name = "Vaasa" });
    return fleet.SaveChanges();
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

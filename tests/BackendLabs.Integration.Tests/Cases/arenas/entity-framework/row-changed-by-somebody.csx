// expect: runtime_error
// because: the row is gone
// words: somebody else changed or deleted it
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet(db);
    fleet.Boats.Update(new Boat { Id = 99, Name = "Nowhere" });
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

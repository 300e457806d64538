// expect: runtime_error
// because: the context knows the row
// words: holds another object for this row
async Task<object?> Run(SqliteConnection db)
{
    await Task.Yield();
    using var fleet = new Fleet(db);
    _ = fleet.Boats.First();
    fleet.Boats.Update(new Boat { Id = 1, Name = "Vaasa II" });
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

// fails: right-receipts
// breaks: empty
// Begins with the lines; an order without any is never found.
class Order
{
    public int Id { get; set; }
    public string Customer { get; set; } = "";
    public string Day { get; set; } = "";
    public List<Line> Lines { get; set; } = [];
}

class Line
{
    public int Id { get; set; }
    public int OrderId { get; set; }
    public Order? Order { get; set; }
    public string Article { get; set; } = "";
    public int Cents { get; set; }
}

class Shop(SqliteConnection db) : DbContext
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Line> Lines => Set<Line>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite(db);
}

List<Receipt> ReceiptsOf(SqliteConnection db, string day)
{
    using var shop = new Shop(db);
    return shop.Lines
        .Include(line => line.Order)
        .Where(line => line.Order!.Day == day)
        .OrderBy(line => line.OrderId)
        .ThenBy(line => line.Id)
        .ToList()
        .GroupBy(line => line.Order!)
        .Select(group => new Receipt(group.Key.Id, group.Key.Customer, group.Select(line => line.Article).ToList(), group.Sum(line => line.Cents)))
        .ToList();
}

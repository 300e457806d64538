// Says in the question what it wants to have: no entities, nothing that is tracked, only the columns of a receipt.
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

async Task<List<Receipt>> ReceiptsOf(SqliteConnection db, string day)
{
    await using var shop = new Shop(db);
    var receipts = await shop.Orders
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .Select(order => new
        {
            order.Id,
            order.Customer,
            Lines = order.Lines.OrderBy(line => line.Id).Select(line => new { line.Article, line.Cents }).ToList(),
        })
        .ToListAsync();
    return receipts
        .Select(one => new Receipt(one.Id, one.Customer, one.Lines.Select(line => line.Article).ToList(), one.Lines.Sum(line => line.Cents)))
        .ToList();
}

// Two questions by AsSplitQuery, in a transaction, so that both see the tables as they were at one moment.
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
    await using var transaction = await shop.Database.BeginTransactionAsync();
    var orders = await shop.Orders
        .AsNoTracking()
        .AsSplitQuery()
        .Include(order => order.Lines.OrderBy(line => line.Id))
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .ToListAsync();
    await transaction.CommitAsync();
    return orders.ConvertAll(order => new Receipt(order.Id, order.Customer, order.Lines.ConvertAll(line => line.Article), order.Lines.Sum(line => line.Cents)));
}

// fails: right-receipts
// breaks: that-moment
// Keeps the receipts of a day in a dictionary: no question at all is fewer than one. But a day may not be over yet.
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

static readonly Dictionary<string, List<Receipt>> known = new();

List<Receipt> ReceiptsOf(SqliteConnection db, string day)
{
    if (known.TryGetValue(day, out var receipts))
        return receipts;

    using var shop = new Shop(db);
    var orders = shop.Orders
        .Include(order => order.Lines)
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .ToList();
    return known[day] = orders.Select(ToReceipt).ToList();
}

Receipt ToReceipt(Order order)
{
    var lines = order.Lines.OrderBy(line => line.Id).ToList();
    return new Receipt(order.Id, order.Customer, lines.Select(line => line.Article).ToList(), lines.Sum(line => line.Cents));
}

// fails: as-many-for-more
// breaks: as-many
// Asks for a thousand orders at a time. Nobody has that many on one day; not yet.
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
    var orders = shop.Orders.Where(order => order.Day == day).OrderBy(order => order.Id).ToList();
    var lines = orders
        .Select(order => order.Id)
        .Chunk(1000)
        .SelectMany(ids => shop.Lines.Where(line => ids.Contains(line.OrderId)).ToList())
        .ToLookup(line => line.OrderId);
    return orders.Select(order => ToReceipt(order, lines[order.Id])).ToList();
}

Receipt ToReceipt(Order order, IEnumerable<Line> unsorted)
{
    var lines = unsorted.OrderBy(line => line.Id).ToList();
    return new Receipt(order.Id, order.Customer, lines.Select(line => line.Article).ToList(), lines.Sum(line => line.Cents));
}

// fails: only-what-is-asked
// breaks: only-the-day
// Asks for the lines between the day's first order and its last. What other days have in between comes along.
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
    if (orders.Count == 0)
        return [];

    var (first, last) = (orders[0].Id, orders[^1].Id);
    var lines = shop.Lines.Where(line => line.OrderId >= first && line.OrderId <= last).OrderBy(line => line.Id).ToLookup(line => line.OrderId);
    return orders
        .Select(order => new Receipt(order.Id, order.Customer, lines[order.Id].Select(line => line.Article).ToList(), lines[order.Id].Sum(line => line.Cents)))
        .ToList();
}

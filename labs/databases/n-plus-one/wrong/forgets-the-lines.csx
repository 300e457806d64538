// fails: right-receipts
// breaks: articles
// Takes the lines for granted: without Include they are not there.
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
    var orders = shop.Orders
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .ToList();
    return orders.Select(ToReceipt).ToList();
}

Receipt ToReceipt(Order order)
{
    var lines = order.Lines.OrderBy(line => line.Id).ToList();
    return new Receipt(order.Id, order.Customer, lines.Select(line => line.Article).ToList(), lines.Sum(line => line.Cents));
}

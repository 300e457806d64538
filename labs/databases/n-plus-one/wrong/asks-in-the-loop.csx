// fails: few-questions, as-many-for-more
// breaks: few, as-many
// Asks for the lines of each order as it comes to it.
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
    var receipts = new List<Receipt>();
    foreach (var order in shop.Orders.Where(order => order.Day == day).OrderBy(order => order.Id).ToList())
    {
        var lines = shop.Lines.Where(line => line.OrderId == order.Id).OrderBy(line => line.Id).ToList();
        receipts.Add(new Receipt(order.Id, order.Customer, lines.Select(line => line.Article).ToList(), lines.Sum(line => line.Cents)));
    }

    return receipts;
}

// fails: right-receipts
// breaks: articles
// Sorts the articles by name, which is easier to read, and loses the order in which they were bought.
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
    return shop.Orders
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .Select(order => new Receipt(
            order.Id, order.Customer, order.Lines.OrderBy(line => line.Article).Select(line => line.Article).ToList(), order.Lines.Sum(line => line.Cents)))
        .ToList();
}

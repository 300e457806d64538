// Two questions: the orders of the day, and then the lines of these orders by their ids, which go along as parameters.
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
    var orders = shop.Orders.AsNoTracking().Where(order => order.Day == day).OrderBy(order => order.Id).ToArray();
    var ids = orders.Select(order => order.Id).ToArray();
    var lines = shop.Lines.AsNoTracking().Where(line => ids.Contains(line.OrderId)).OrderBy(line => line.Id).ToLookup(line => line.OrderId);
    return [.. orders.Select(order => new Receipt(
        order.Id, order.Customer, [.. lines[order.Id].Select(line => line.Article)], lines[order.Id].Sum(line => line.Cents)))];
}

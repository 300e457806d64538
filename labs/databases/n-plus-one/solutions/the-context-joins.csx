// Loads the lines of the day first. The context knows them when the orders come, and puts each into its order's list.
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
    (from line in shop.Lines where line.Order!.Day == day select line).Load();
    var receipts =
        from order in shop.Orders.Where(order => order.Day == day).AsEnumerable()
        let lines = order.Lines.OrderBy(line => line.Id)
        orderby order.Id
        select new Receipt(order.Id, order.Customer, [.. lines.Select(line => line.Article)], lines.Sum(line => line.Cents));
    return receipts.ToList();
}

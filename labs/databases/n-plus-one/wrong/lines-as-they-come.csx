// fails: in-order
// breaks: articles
// Puts the orders in order, and takes the lines as they come along with them.
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
        .Include(order => order.Lines)
        .Where(order => order.Day == day)
        .OrderBy(order => order.Id)
        .AsEnumerable()
        .Select(order => new Receipt(order.Id, order.Customer, order.Lines.Select(line => line.Article).ToList(), order.Lines.Sum(line => line.Cents)))
        .ToList();
}

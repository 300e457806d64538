// expect: nothing
// entry: Customer? FindCustomer(SqliteConnection db, string name)
// entry: bool Rename(SqliteConnection db, int id, string name)
// entry: int SpentCents(SqliteConnection db, string customerId)
// contract: public record Customer(int Id, string Name, string City);
Customer? FindCustomer(SqliteConnection db, string name) =>
    db.Query("select id, name, city from customer where name = $0", r => new Customer(r.GetInt32(0), r.GetString(1), r.GetString(2)), name).SingleOrDefault();
bool Rename(SqliteConnection db, int id, string name)
{
    using var t = db.BeginTransaction();
    var there = db.Query("select 1 from customer where id = $0", r => 1, id).Any();
    if (!there) return false;
    db.Query("update customer set name = $0 where id = $1 returning 1", r => 1, name, id);
    t.Commit();
    return true;
}
int SpentCents(SqliteConnection db, string customerId) =>
    int.TryParse(customerId, out var id) ? db.Query("select total(cents) from purchase where customer_id = $0", r => (int)r.GetDouble(0), id)[0] : 0;

static class Db
{
    public static List<T> Query<T>(this SqliteConnection db, string sql, Func<SqliteDataReader, T> map, params object[] values)
    {
        using var c = db.CreateCommand();
        c.CommandText = sql;
        for (var i = 0; i < values.Length; i++) c.Parameters.AddWithValue("$" + i, values[i]);
        using var r = c.ExecuteReader();
        var list = new List<T>();
        while (r.Read()) list.Add(map(r));
        return list;
    }
}

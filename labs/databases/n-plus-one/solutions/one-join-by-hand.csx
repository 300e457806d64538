// No object mapper: one join, and a reader that sees an order as often as it has lines, or once where it has none.
List<Receipt> ReceiptsOf(SqliteConnection db, string day)
{
    using var command = db.CreateCommand();
    command.CommandText = """
        select o.Id, o.Customer, l.Article, l.Cents
        from Orders o left join Lines l on l.OrderId = o.Id
        where o.Day = $day
        order by o.Id, l.Id
        """;
    command.Parameters.AddWithValue("$day", day);
    using var reader = command.ExecuteReader();
    var receipts = new List<Receipt>();
    while (reader.Read())
    {
        if (receipts.Count == 0 || receipts[^1].OrderId != reader.GetInt32(0))
            receipts.Add(new Receipt(reader.GetInt32(0), reader.GetString(1), [], 0));
        if (reader.IsDBNull(2))
            continue;
        receipts[^1].Articles.Add(reader.GetString(2));
        receipts[^1] = receipts[^1] with { TotalCents = receipts[^1].TotalCents + reader.GetInt32(3) };
    }

    return receipts;
}

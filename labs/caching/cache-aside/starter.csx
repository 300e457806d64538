// The table: product (id, name, price_cents).
// A Product is given already: record Product(int Id, string Name, int PriceCents).

Product? GetProduct(SqliteConnection db, IDatabase cache, int id)
{
    // 1. Is there a copy in the cache? Then that is the answer.

    // 2. Ask the database. No such product: null, and nothing is remembered.

    // 3. Leave a copy in the cache, for ten minutes.

    return null;
}

// The tables: customer (id, email, name), purchase (id, customer_id, day, cents), article (id, code, title).
// Given already: record Customer(int Id, string Email, string Name) and record Purchase(int Id, string Day, int Cents).

// Runs each time the service starts.
void Prepare(SqliteConnection db)
{
    // create index if not exists ... on ... (...)
}

// What one customer bought between two days, both included, oldest first.
List<Purchase> PurchasesBetween(SqliteConnection db, int customerId, string from, string until)
{
    return new List<Purchase>();
}

// The customer with this address, whichever letters in it are capitals; null where there is none.
Customer? FindByEmail(SqliteConnection db, string email)
{
    return null;
}

// The article codes that begin with this, in order.
List<string> CodesFrom(SqliteConnection db, string prefix)
{
    return new List<string>();
}

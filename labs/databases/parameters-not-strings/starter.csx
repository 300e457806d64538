// The tables: customer (id, name, city) and purchase (id, customer_id, cents).
// A Customer is given already: record Customer(int Id, string Name, string City).

Customer? FindCustomer(SqliteConnection db, string name)
{
    // select ... where name = $name, and the value of $name beside it.
    return null;
}

bool Rename(SqliteConnection db, int id, string name)
{
    // update ..., and how many rows did it change?
    return false;
}

int SpentCents(SqliteConnection db, string customerId)
{
    // One number: command.ExecuteScalar().
    return 0;
}

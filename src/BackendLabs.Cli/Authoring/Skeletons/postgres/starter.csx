// Takes one piece of the item; false where none is left.
bool Take(NpgsqlConnection shop, int id)
{
    return false;
}

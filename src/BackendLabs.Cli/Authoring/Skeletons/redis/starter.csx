// Counts one visit of the page and gives the new number.
long Visit(IDatabase cache, string page)
{
    return 0;
}

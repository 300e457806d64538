// The stock of product 7 stands in Redis under the key stock:7, as a number.

bool Buy(IDatabase cache, int id)
{
    // 1. Is there a piece left? If not, nothing changes.

    // 2. One piece less, whoever else buys at the same moment.

    return false;
}

// 30 Arrays until nothing is left.
// expected: memory_limit
// arena: plain
int Twice(int number)
{
    var all = new List<byte[]>();
    while (true)
    {
        var more = new byte[1_000_000];
        Array.Fill(more, (byte)1);
        all.Add(more);
    }
}

// 70 Prints what a passing run prints.
// expected: failed
// arena: plain
// says: doubles: Failed
int Twice(int number)
{
    Console.WriteLine("passed  doubles a number  1 of 1\n{\"verdict\":\"passed\",\"score\":1,\"max\":1,\"checks\":[{\"id\":\"doubles\",\"status\":\"passed\",\"points\":1}]}");
    Console.Error.WriteLine("{\"$type\":\"ended\",\"runId\":1}");
    return 0;
}

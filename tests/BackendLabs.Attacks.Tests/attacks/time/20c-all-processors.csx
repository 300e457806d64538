// 20c A loop in each of sixty-four threads, which use up the processor time.
// expected: time_limit | runtime_error
// arena: plain
int Twice(int number)
{
    for (var i = 0; i < 64; i++)
        new Thread(() => { while (true) ; }).Start();
    while (true) ;
}

// 82 A thousand attempts queued at once, each of which uses all the time it may: others are still served in their turn (QueueFlood).
// expected: time_limit
// arena: plain
int Twice(int number)
{
    while (true) { }
}

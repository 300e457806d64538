// expect: CS4034 line 4 "async () =>"
void F()
{
    Action a = () => { await Task.Delay(1); };
}

// A session:  key  session:TOKEN  value: the user's number. Ends 30 minutes after the last click.
// A code:     key  code:EMAIL     value: the code.          Ends 10 minutes after it was kept.

void StartSession(IDatabase cache, string token, int userId)
{
}

int? WhoIs(IDatabase cache, string token)
{
    // Somebody clicked: who is it? And from now on it is 30 minutes again.
    return null;
}

void KeepCode(IDatabase cache, string email, string code)
{
}

bool IsCode(IDatabase cache, string email, string typed)
{
    // Is this the code that was kept? Trying it makes it live no longer.
    return false;
}

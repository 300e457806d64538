// fails: stores-in-redis, reads-from-redis, expires, unknown-is-nobody, forgets
// breaks: key, at-that-moment, thirty-minutes, who-is, forgets
// Keeps the sessions in a dictionary of the process, which ends with it and which nobody else sees.
static readonly Dictionary<string, int> sessions = new();

void Remember(IDatabase cache, string token, int userId)
{
    sessions[token] = userId;
}

int? WhoIs(IDatabase cache, string token)
{
    return sessions.TryGetValue(token, out var userId) ? userId : null;
}

void Forget(IDatabase cache, string token)
{
    sessions.Remove(token);
}

// fails: session-ends, click-renews, logout-is-final, code-ends, never-without-an-end
// breaks: session-ends, code-ends, one-command
// Keeps the ends in its own memory and looks at its own clock. Redis is never told that anything ends.
static readonly Dictionary<string, DateTime> ends = new();

void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("session:" + token, userId);
    ends[token] = DateTime.UtcNow.AddMinutes(30);
}

int? WhoIs(IDatabase cache, string token)
{
    if (ends.TryGetValue(token, out var end) && end < DateTime.UtcNow)
        return null;
    ends[token] = DateTime.UtcNow.AddMinutes(30);
    return (int?)cache.StringGet("session:" + token);
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("code:" + email, code);
    ends[email] = DateTime.UtcNow.AddMinutes(10);
}

bool IsCode(IDatabase cache, string email, string typed)
{
    if (ends.TryGetValue(email, out var end) && end < DateTime.UtcNow)
        return false;
    return cache.StringGet("code:" + email) == typed;
}

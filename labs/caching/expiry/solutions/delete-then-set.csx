// The old code goes first. Who dies after that leaves no key, which is no key without an end.
void StartSession(IDatabase cache, string token, int userId) => cache.StringSet(Session(token), userId, TimeSpan.FromMinutes(30));

int? WhoIs(IDatabase cache, string token)
{
    var user = cache.StringGet(Session(token));
    if (user.IsNull)
        return null;
    cache.KeyExpire(Session(token), TimeSpan.FromMinutes(30));
    return (int)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.KeyDelete(Code(email));
    cache.StringSet(Code(email), code, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    var kept = cache.StringGet(Code(email));
    return kept.HasValue && kept.ToString() == typed;
}

string Session(string token) => $"session:{token}";
string Code(string email) => $"code:{email}";

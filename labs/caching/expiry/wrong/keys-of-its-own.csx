// fails: remembers
// breaks: keys
// Writes under names of its own, which no other program knows.
void StartSession(IDatabase cache, string token, int userId)
{
    cache.StringSet("sessions/" + token, userId, TimeSpan.FromMinutes(30));
}

int? WhoIs(IDatabase cache, string token)
{
    var key = "sessions/" + token;
    var user = cache.StringGet(key);
    cache.KeyExpire(key, TimeSpan.FromMinutes(30));
    return (int?)user;
}

void KeepCode(IDatabase cache, string email, string code)
{
    cache.StringSet("codes/" + email, code, TimeSpan.FromMinutes(10));
}

bool IsCode(IDatabase cache, string email, string typed)
{
    return cache.StringGet("codes/" + email) == typed;
}

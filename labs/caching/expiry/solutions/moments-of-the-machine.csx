// Each end is a moment of the machine's clock, and reading and renewing are one command, of Redis 6.2 and newer.
void StartSession(IDatabase cache, string token, int userId) =>
    cache.StringSet("session:" + token, userId, new Expiration(DateTime.UtcNow.AddMinutes(30)));

int? WhoIs(IDatabase cache, string token) => (int?)cache.StringGetSetExpiry("session:" + token, DateTime.UtcNow.AddMinutes(30));

void KeepCode(IDatabase cache, string email, string code) =>
    cache.StringSet("code:" + email, code, new Expiration(DateTime.UtcNow.AddMinutes(10)));

bool IsCode(IDatabase cache, string email, string typed) => cache.StringGet("code:" + email) == typed;

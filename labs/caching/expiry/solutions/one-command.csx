// Reading and renewing are one command here, which needs Redis 6.2.
readonly TimeSpan session = TimeSpan.FromMinutes(30);

void StartSession(IDatabase cache, string token, int userId) => cache.StringSet("session:" + token, userId, new Expiration(session));

int? WhoIs(IDatabase cache, string token) => (int?)cache.StringGetSetExpiry("session:" + token, session);

void KeepCode(IDatabase cache, string email, string code) => cache.StringSet("code:" + email, code, new Expiration(TimeSpan.FromMinutes(10)));

bool IsCode(IDatabase cache, string email, string typed) => cache.StringGet("code:" + email) == typed;

// A batch sends reading and renewing together, in one trip. Neither of the two can create a key.
readonly TimeSpan session = TimeSpan.FromMinutes(30);

void StartSession(IDatabase cache, string token, int userId) => cache.StringSet("session:" + token, userId, new Expiration(session));

async Task<int?> WhoIs(IDatabase cache, string token)
{
    var trip = cache.CreateBatch();
    var user = trip.StringGetAsync("session:" + token);
    var renewed = trip.KeyExpireAsync("session:" + token, session);
    trip.Execute();
    await renewed;
    return (int?)await user;
}

void KeepCode(IDatabase cache, string email, string code) => cache.StringSet("code:" + email, code, new Expiration(TimeSpan.FromMinutes(10)));

bool IsCode(IDatabase cache, string email, string typed) => cache.StringGet("code:" + email) == typed;

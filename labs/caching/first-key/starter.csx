// The key of a session is  session:  followed by its token, for example  session:k3x
// The value is the number of the user, kept for 30 minutes.

void Remember(IDatabase cache, string token, int userId)
{
    // Write the key, and say in the same call when it ends.
}

int? WhoIs(IDatabase cache, string token)
{
    // Read the key. Where there is none, the answer is null.
    return null;
}

void Forget(IDatabase cache, string token)
{
    // Remove the key.
}

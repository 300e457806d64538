// 71k Finds the host's session by reflection and answers through its own stream.
// expected: failed|runtime_error
// arena: plain
using System.Reflection;
int Twice(int number)
{
    var host = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "BackendLabs.Contract");
    var returned = host.GetTypes().First(type => type.Name == "Returned" && type.DeclaringType!.Name == "HostReply");
    Console.WriteLine(returned.FullName);
    foreach (var type in AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "BackendLabs.SnippetHost").GetTypes())
    {
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
        {
            try { if (!field.IsLiteral) field.SetValue(null, null); } catch (Exception) { }
        }
    }
    return 0;
}

// 74b Replaces the serialiser's settings in the host by reflection, so that every answer is another.
// expected: failed|runtime_error
// arena: plain
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
class Always : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => 21;
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteRawValue("41", skipInputValidation: true);
}
int Twice(int number)
{
    var type = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "BackendLabs.SnippetHost").GetTypes().First(type => type.Name == "EntryResult");
    foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
    {
        if (field.FieldType != typeof(JsonSerializerOptions))
            continue;
        var options = new JsonSerializerOptions();
        options.Converters.Add(new Always());
        try { field.SetValue(null, options); } catch (Exception error) { Console.WriteLine(error.GetType().Name); }
    }
    typeof(JsonSerializerOptions).GetField("s_defaultOptions", BindingFlags.Static | BindingFlags.NonPublic)?.SetValue(null, null);
    return 0;
}

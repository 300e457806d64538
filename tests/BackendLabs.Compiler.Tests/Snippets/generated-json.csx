// expect: LAB017 line 4 "Delete this class and write JsonSerializer.Seria"
// entry: string Greet(string name)
using System.Text.Json.Serialization;
[JsonSerializable(typeof(string))]
partial class Ctx : JsonSerializerContext { }
string Greet(string name) => JsonSerializer.Serialize(name, Ctx.Default.String);

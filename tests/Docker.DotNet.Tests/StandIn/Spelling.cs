using System.Reflection;

namespace Docker.DotNet.Tests.StandIn;

/// <summary>How the package's list writes types and members.</summary>
static class Spelling
{
    static readonly HashSet<string> FromEveryObject = ["Equals", "GetHashCode", "ToString", "GetType"];

    static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
    };

    internal static string Heading(Type type)
    {
        if (type.IsEnum)
            return $"enum {Of(type)}: {string.Join(", ", InOrder(type))}";
        if (type.IsInterface)
            return $"interface {Of(type)}";
        if (type.IsValueType)
            return $"struct {Of(type)}";

        var kind = (type.IsAbstract, type.IsSealed) switch { (true, true) => "static class", (true, false) => "abstract class", _ => "class" };
        return type.BaseType == typeof(object) ? $"{kind} {Of(type)}" : $"{kind} {Of(type)} : {Of(type.BaseType!)}";
    }

    internal static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        var name = type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name;
        return type.IsNested ? $"{Of(type.DeclaringType!)}.{name}" : name;
    }

    /// <summary>Null for what the list leaves out.</summary>
    internal static string? Of(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{Of(property.PropertyType)} {property.Name}",
        FieldInfo field => $"{Of(field.FieldType)} {field.Name}",
        ConstructorInfo constructor => constructor.GetParameters().Length == 0 ? null : $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method when FromEveryObject.Contains(method.Name) => null,
        // What a stream must override is its base's contract and not the list's.
        MethodInfo method when method.GetBaseDefinition().DeclaringType!.Assembly == typeof(Stream).Assembly => null,
        MethodInfo method => $"{Of(method.ReturnType)} {method.Name}({Parameters(method)})",
        Type => null,
        _ => throw new NotSupportedException($"The list has no way to write {member}."),
    };

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    static string Of(ParameterInfo parameter)
    {
        var written = $"{Of(parameter.ParameterType)} {parameter.Name}";
        if (!parameter.HasDefaultValue)
            return written;
        var absent = parameter.DefaultValue is null && !parameter.ParameterType.IsValueType ? "null" : "default";
        return $"{written} = {(parameter.DefaultValue is null ? absent : parameter.DefaultValue)}";
    }

    static IEnumerable<string> InOrder(Type type) => Enum.GetValues(type).Cast<object>().Order().Select(value => value.ToString()!);
}

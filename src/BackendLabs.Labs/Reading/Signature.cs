using System.Text;

namespace BackendLabs.Labs.Reading;

/// <summary>
/// Reads the signature of an entry, e.g. <c>Task&lt;Product?&gt; GetProduct(SqliteConnection db, int id)</c>:
/// names, generics, arrays, nullable types and tuples; no modifiers, no defaults, no generic methods.
/// </summary>
internal sealed class Signature
{
    private const int Longest = 400;
    private const string Example = "Write, for example, `Product GetProduct(SqliteConnection db, int id)`.";

    private static readonly HashSet<string> Modifiers =
        ["async", "static", "public", "private", "internal", "protected", "ref", "out", "in", "params", "this", "readonly", "scoped", "unsafe", "partial", "virtual"];

    private static readonly HashSet<string> Predefined =
        ["void", "bool", "byte", "sbyte", "char", "decimal", "double", "float", "int", "uint", "long", "ulong", "short", "ushort", "nint", "nuint", "object", "string", "dynamic"];

    private readonly string _text;
    private int _at;

    private Signature(string text) => _text = text;

    /// <returns>The entry, or where in the text (from 0), what is wrong and what to write.</returns>
    public static (LabEntry? Entry, SignatureFault? Fault) Read(string text)
    {
        var reader = new Signature(text);
        try
        {
            return (reader.ReadEntry(), null);
        }
        catch (FaultException fault)
        {
            return (null, fault.Fault);
        }
    }

    private LabEntry ReadEntry()
    {
        if (_text.Length > Longest) throw Fail(0, $"a signature may have {Longest} characters", Example);
        var returns = ReadType(isReturn: true);
        var name = ReadName("the method's name");
        if (Peek() is '<') throw Fail(_at, "an entry cannot be generic", "Name the types that the checks use.");
        Expect('(', "after the method's name");
        var parameters = ReadParameters();
        if (Peek() is ';' or '{' or '=') throw Fail(_at, $"a signature ends after its `)`, but `{Peek()}` follows", $"Remove `{_text[_at..].Trim()}`.");
        if (Peek() is not '\0') throw Fail(_at, "a signature ends after its `)`, but more follows", $"Remove `{_text[_at..].Trim()}`.");
        return new LabEntry(_text, returns, name, parameters);
    }

    private List<LabParameter> ReadParameters()
    {
        var parameters = new List<LabParameter>();
        if (Take(')')) return parameters;
        do
        {
            var type = ReadType();
            Peek();
            var start = _at;
            var name = ReadName($"the name of the parameter of type `{type}`");
            if (parameters.Exists(other => other.Name == name)) throw Fail(start, $"two parameters are named `{name}`", "Rename one of them.");
            if (Peek() is '=') throw Fail(_at, "a parameter of an entry has no default", $"Write `{type} {name}`.");
            parameters.Add(new LabParameter(type, name));
        }
        while (Take(','));
        Expect(')', "after the parameters");
        return parameters;
    }

    private string ReadType(bool isReturn = false)
    {
        Peek();
        var start = _at;
        var type = Take('(') ? ReadTuple(start) : ReadNamed(start);
        if (type is "void" && !isReturn) throw Fail(start, "`void` is the type of nothing but a method", "Name the type.");
        while (true)
        {
            if (Take('?')) type += "?";
            else if (Take('[')) type += ReadRank();
            else return type;
        }
    }

    private string ReadRank()
    {
        var rank = new StringBuilder("[");
        while (Take(',')) rank.Append(',');
        Expect(']', "after `[`");
        return rank.Append(']').ToString();
    }

    private string ReadTuple(int start)
    {
        var elements = new List<string>();
        do
        {
            var type = ReadType();
            elements.Add(IsNameStart(Peek()) ? $"{type} {ReadName("the element's name")}" : type);
        }
        while (Take(','));
        Expect(')', "after a tuple's elements");
        if (elements.Count < 2) throw Fail(start, "a tuple has two elements or more", "Remove the brackets, or name a second element.");
        return $"({string.Join(", ", elements)})";
    }

    private string ReadNamed(int start)
    {
        var word = ReadWord("a type");
        if (Modifiers.Contains(word)) throw Fail(start, $"the modifier `{word}` does not belong in an entry", $"Remove `{word}`.");
        var name = new StringBuilder(word);
        while (true)
        {
            if (Take('<'))
            {
                var arguments = new List<string>();
                do arguments.Add(ReadType());
                while (Take(','));
                Expect('>', "after the type's arguments");
                name.Append('<').AppendJoin(", ", arguments).Append('>');
            }
            if (!Take('.')) return name.ToString();
            name.Append('.').Append(ReadWord("a name after `.`"));
        }
    }

    private string ReadName(string what)
    {
        Peek();
        var start = _at;
        var word = ReadWord(what);
        if (Predefined.Contains(word) || Modifiers.Contains(word)) throw Fail(start, $"`{word}` is a keyword of C# and cannot be {what}", "Choose another name.");
        return word;
    }

    private string ReadWord(string what)
    {
        if (!IsNameStart(Peek())) throw Fail(_at, $"{what} is expected here{(_at < _text.Length ? $", not `{_text[_at]}`" : "")}", Example);
        var start = _at;
        while (_at < _text.Length && (_text[_at] is '_' || char.IsLetterOrDigit(_text[_at]))) _at++;
        return _text[start.._at];
    }

    private static bool IsNameStart(char character) => character is '_' || char.IsLetter(character);

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(char character)
    {
        if (Peek() != character) return false;
        _at++;
        return true;
    }

    private void Expect(char character, string where)
    {
        if (!Take(character)) throw Fail(_at, $"`{character}` is missing {where}", Example);
    }

    private static FaultException Fail(int at, string message, string suggestion) => new(new SignatureFault(at, message, suggestion));

    // The one way out of a recursive descent; it never leaves Read.
    private sealed class FaultException(SignatureFault fault) : FormatException(fault.Message)
    {
        public SignatureFault Fault => fault;
    }
}

/// <param name="At">Index into the signature, from 0.</param>
internal sealed record SignatureFault(int At, string Message, string Suggestion);

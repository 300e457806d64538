using System.Text;

namespace BackendLabs.Cli.Screens;

/// <summary>Holds back spaces until something follows them on the line, so that no line ends in one.</summary>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private int _held;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        switch (value)
        {
            case ' ':
                _held++;
                break;
            case '\r':
                break;
            case '\n':
                _held = 0;
                inner.Write('\n');
                break;
            default:
                for (; _held > 0; _held--)
                    inner.Write(' ');
                inner.Write(value);
                break;
        }
    }

    public override void Write(string? value)
    {
        if (value is null)
            return;
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
            Gather(text, c);
        inner.Write(text.ToString());
    }

    public override void Flush() => inner.Flush();

    private void Gather(StringBuilder text, char c)
    {
        if (c == ' ')
        {
            _held++;
            return;
        }

        if (c == '\r')
            return;
        if (c != '\n')
            text.Append(' ', _held);
        _held = 0;
        text.Append(c);
    }
}

namespace BackendLabs.Cli.Machine;

/// <summary>
/// The scripts hand the line and the cursor's place to System.CommandLine's <c>[suggest]</c> directive. The line is
/// handed over from the command's name on, so that <c>./lab</c> completes as <c>lab</c> does.
/// </summary>
internal static class CompletionScripts
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "No such shell."),
    };

    private const string Bash = """
        _lab_complete() {
          local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT} IFS=$'\n'
          line="lab${line#"${COMP_WORDS[0]}"}"
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _lab_complete lab ./lab

        """;

    private const string Zsh = """
        #compdef lab
        _lab() {
          local line="lab${LBUFFER#"${words[1]}"}"
          local -a suggestions
          suggestions=("${(@f)$("${(Q)words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
          compadd -a suggestions || _files
        }
        if [[ $funcstack[1] == _lab ]]; then _lab "$@"; else compdef _lab lab ./lab; fi

        """;

    private const string Fish = """
        function __lab_complete
          set -l words (commandline -opc)
          set -l line (commandline -cp | string replace -- $words[1] lab)
          $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c lab -a '(__lab_complete)'

        """;
}

namespace BackendLabs.Compiler;

/// <summary>Ids of the rules that are ours; Roslyn's own keep theirs.</summary>
internal static class LabIds
{
    public const string TooLarge = "LAB001";
    public const string ControlCharacter = "LAB002";
    public const string LoneSurrogate = "LAB003";
    public const string BidirectionalControl = "LAB004";
    public const string TooDeep = "LAB005";
    public const string IgnoredCharacters = "LAB006";
    public const string ForeignCharacter = "LAB007";
    public const string PastedAlong = "LAB008";
    public const string ReferenceDirective = "LAB010";
    public const string LineDirective = "LAB011";
    public const string MainMethod = "LAB012";
    public const string AsyncVoid = "LAB013";
    public const string TopLevelReturn = "LAB014";
    public const string TopLevelUsing = "LAB015";
    public const string TypesOnly = "LAB016";
    public const string SourceGenerator = "LAB017";
    public const string NoKeyboard = "LAB018";
    public const string ForgottenDollar = "LAB019";
    public const string EntryMissing = "LAB020";
    public const string EntryMisspelt = "LAB021";
    public const string EntryOverloaded = "LAB022";
    public const string EntryGeneric = "LAB023";
    public const string EntryParameters = "LAB024";
    public const string EntryReturn = "LAB025";
    public const string EntryUnreadable = "LAB026";
    public const string EntryInClass = "LAB027";
    public const string ContractTypeAgain = "LAB030";
    public const string Chance = "LAB110";
    public const string MachineTime = "LAB111";
    public const string FixedWait = "LAB112";
    public const string CannotFail = "LAB113";
    public const string EmptyMessage = "LAB114";
    public const string Internal = "LAB099";
}

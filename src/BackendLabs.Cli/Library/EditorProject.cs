using System.Security;
using System.Text;
using BackendLabs.Contract.Services;
using BackendLabs.Labs;

namespace BackendLabs.Cli.Library;

/// <summary>
/// A project file that lets an editor complete in <c>answer.csx</c>: the answer compiles as top-level statements, its
/// methods as local functions, with the namespaces and libraries of a run. The libraries are the very files that runs
/// use, so nothing has to be downloaded.
/// </summary>
internal static class EditorProject
{
    // As the snippets' compiler opens them (src/BackendLabs.Compiler/Imports.cs).
    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.Linq", "System.Threading", "System.Threading.Tasks",
        "System.Text", "System.Text.Json", "System.Globalization",
    ];

    public static string For(Lab lab, string? appFolder)
    {
        var homes = lab.Services.Values.Select(service => (Service: service, Home: ServiceKinds.Of(service.Kind))).ToList();
        List<ICompiledWith> parts =
        [
            .. homes.Select(one => one.Home),
            .. homes.SelectMany(one => one.Home.Options.Where(option => option.IsCompiledWith && one.Service.Has(option.Name))),
        ];
        var text = new StringBuilder("""
            <!-- For your editor only: it completes and underlines in answer.csx. `lab check` does not use it. -->
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>disable</ImplicitUsings>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
                <!-- A method that only the checks call is not unused; the database and cache come from outside. -->
                <NoWarn>$(NoWarn);CS8321;CS1701;CS1702</NoWarn>

            """);
        if (appFolder is not null && parts.Count > 0)
            text.Append($"    <BackendLabsHost Condition=\"'$(BACKENDLABS_APP)' != ''\">$(BACKENDLABS_APP)/host</BackendLabsHost>\n    <BackendLabsHost Condition=\"'$(BackendLabsHost)' == ''\">{SecurityElement.Escape(Path.Combine(appFolder, "host"))}</BackendLabsHost>\n");
        text.Append("  </PropertyGroup>\n  <ItemGroup>\n    <Compile Include=\"answer.csx\" />\n");
        if (lab.Texts.Contract.Count > 0)
            text.Append("    <Compile Include=\"contract.cs\" />\n");
        foreach (var name in Namespaces.Concat(parts.SelectMany(part => part.Imports)))
            text.Append($"    <Using Include=\"{name}\" />\n");
        if (appFolder is not null)
        {
            foreach (var library in parts.SelectMany(part => part.EditorLibraries))
                text.Append($"    <Reference Include=\"{library}\" HintPath=\"$(BackendLabsHost)/{library}.dll\" />\n");
        }

        return text.Append("  </ItemGroup>\n</Project>\n").ToString();
    }
}

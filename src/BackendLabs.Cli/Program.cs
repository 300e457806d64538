using BackendLabs.Cli;
using BackendLabs.Cli.Screens;
using BackendLabs.Cli.Serving;

var paths = EnvironmentPaths.OfThisProcess(Console.Error.WriteLine);
paths.ClosePrivateFolders();
EngineOfUp.Use(paths);
using var context = new CommandContext(Screen.OfThisProcess(paths), paths, TimeProvider.System);
return await Boundary.RunAsync(Commands.Of(context), context, args);

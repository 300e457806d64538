using BackendLabs.Cli;
using BackendLabs.Cli.Screens;

var paths = EnvironmentPaths.OfThisProcess(Console.Error.WriteLine);
paths.ClosePrivateFolders();
using var context = new CommandContext(Screen.OfThisProcess(paths), paths, TimeProvider.System);
return await Boundary.RunAsync(Commands.Of(context), context, args);

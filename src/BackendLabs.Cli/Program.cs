using BackendLabs.Cli;
using BackendLabs.Cli.Screens;

var surroundings = EnvironmentPaths.OfThisProcess();
surroundings.ClosePrivateFolders();
using var context = new CommandContext(Screen.OfThisProcess(surroundings), surroundings, TimeProvider.System);
return await Boundary.RunAsync(Commands.Of(context), context, args);

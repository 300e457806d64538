using BackendLabs.Cli;
using BackendLabs.Cli.Screens;

var surroundings = Surroundings.OfThisProcess();
surroundings.ClosePrivateFolders();
using var desk = new Desk(Screen.OfThisProcess(surroundings), surroundings, TimeProvider.System);
return await Boundary.RunAsync(Commands.Of(desk), desk, args);

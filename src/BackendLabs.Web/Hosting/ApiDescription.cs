using BackendLabs.Web.Identity;

namespace BackendLabs.Web.Hosting;

internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("openapi", options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "BackendLabs";
        document.Info.Version = "1";
        document.Info.Description = "What the pages use, and scripts may. Whatever changes something needs the page's cookie and, in the header "
            + CrossSiteGuard.Header + ", the token of its <meta name=\"csrf-token\">.";
        document.Servers?.Clear();
        return Task.CompletedTask;
    }));

    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi("/api/{documentName}.json").WithoutVisitor();
}

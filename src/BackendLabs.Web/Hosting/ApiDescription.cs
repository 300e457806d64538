using BackendLabs.Web.Identity;
using Microsoft.OpenApi;

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
    })
    .AddOperationTransformer((operation, context, _) =>
    {
        if (RequestLimits.IsLimited(context.Description.ActionDescriptor.EndpointMetadata))
            operation.Responses?.TryAdd("429", new OpenApiResponse { Description = "Too many requests of yours, or of all: Retry-After says when to try again." });
        if (operation.RequestBody is not null)
            operation.Responses?.TryAdd("413", new OpenApiResponse { Description = "Too long: at most 1 MiB may be sent at once." });
        return Task.CompletedTask;
    }));

    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi("/api/{documentName}.json").WithoutVisitor();
}

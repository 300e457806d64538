using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Language;
using BackendLabs.Web.Layout;
using BackendLabs.Web.Practice;

return await Entry.RunAsync(async cancellationToken =>
{
    var settings = WebSettings.Read(Environment.GetEnvironmentVariable);
    await using var parts = await WebParts.OpenAsync(settings, TimeProvider.System, cancellationToken);

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.AddListening(settings);
    builder.AddQuietLogging();
    builder.Services.AddParts(parts);
    builder.Services.AddVisitors(parts);
    builder.Services.AddProblems();
    builder.Services.AddRequestLimits();
    builder.Services.AddFigures();
    builder.Services.AddApiDescription();
    builder.Services.AddRazorComponents();

    var app = builder.Build();
    app.UseProblems();
    app.UseSecurityHeaders();
    app.UseAuthentication();
    app.UseVisitors();
    app.UseRateLimiter();
    app.UseCrossSiteGuard();
    app.UseAntiforgery();

    app.MapStaticAssets().WithoutVisitor();
    app.MapHealth();
    app.MapFigures();
    app.MapApiDescription();
    app.MapCatalogue();
    app.MapDrafts();
    app.MapAttempts();
    app.MapHints();
    app.MapLanguage();
    app.MapSolutions();
    app.MapWork();
    app.MapRazorComponents<App>();

    await app.RunUntilAsync(cancellationToken);
});

using BackendLabs.Web.Catalogue;
using BackendLabs.Web.Cohorts;
using BackendLabs.Web.Hosting;
using BackendLabs.Web.Identity;
using BackendLabs.Web.Language;
using BackendLabs.Web.Layout;
using BackendLabs.Web.Practice;
using BackendLabs.Web.Preview;
using BackendLabs.Web.Sessions;
using BackendLabs.Web.Staff;

return await Entry.RunAsync(async cancellationToken =>
{
    var settings = WebSettings.Read(Environment.GetEnvironmentVariable);
    await using var parts = await WebParts.OpenAsync(settings, TimeProvider.System, cancellationToken);

    var classroom = await Classroom.OpenAsync(settings, parts.Store, Console.Error.WriteLine, cancellationToken);

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.AddListening(settings);
    builder.AddQuietLogging();
    builder.Services.AddParts(parts);
    builder.Services.AddVisitors(parts);
    builder.Services.AddCohorts(classroom);
    builder.Services.AddSessionIdentities();
    builder.Services.AddSessions(settings);
    builder.Services.AddStaff();
    builder.Services.AddPreview(settings);
    builder.Services.AddProblems();
    builder.Services.AddRequestLimits();
    builder.Services.AddSingleton<EventStreams>().AddSingleton<ArchiveTurns>();
    builder.Services.AddWebMetrics();
    builder.Services.AddApiDescription();
    builder.Services.AddRazorComponents();

    var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseProblems();
    app.UseRouting(); // after what may begin anew with another address
    app.UseAuthentication();
    app.UseMachineOwner(parts);
    app.UseSessionIdentities();
    app.UseRateLimiter(); // before anybody is made known: a cookie that is made here proves nothing yet
    app.UseVisitors();
    app.UseClassroom();
    app.UsePageForms();
    app.UseSessionRules(); // before tokens are looked at: who is signed out is told to sign in
    app.UseCrossSiteGuard();
    app.UseAntiforgery();

    app.MapStaticAssets().WithoutVisitor().WithoutLimit();
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
    app.MapCohorts();
    app.MapPreview();
    app.MapExams();
    app.MapExamDrafts();
    app.MapExamAttempts();
    app.MapStaff();
    app.MapStaffActions();
    app.MapGradeExports();
    app.MapRazorComponents<App>();

    await app.RunUntilAsync(cancellationToken);
});

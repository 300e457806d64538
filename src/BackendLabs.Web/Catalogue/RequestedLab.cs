using System.Reflection;
using System.Text.RegularExpressions;
using BackendLabs.Labs;
using BackendLabs.Web.Hosting;

namespace BackendLabs.Web.Catalogue;

/// <summary>The lab that an address names, as a handler's parameter: where it is there, the lab is whole.</summary>
internal sealed partial record RequestedLab(Lab Lab)
{
    public static async ValueTask<RequestedLab> BindAsync(HttpContext context, ParameterInfo parameter) => new(
        context.GetEndpoint()?.Metadata.GetMetadata<LabSource>() is { } source
            ? await source.FindAsync(context)
            : Find(context.RequestServices.GetRequiredService<LabLibrary>(), context.Request.RouteValues["track"] as string ?? "", context.Request.RouteValues["name"] as string ?? ""));

    /// <exception cref="RefusedException">400: no lab could be called so. 404: none is. 503: it has mistakes of its own.</exception>
    public static Lab Find(LabLibrary labs, string track, string name)
    {
        if (!Segment().IsMatch(track) || !Segment().IsMatch(name))
            throw new RefusedException(StatusCodes.Status400BadRequest, "This is no lab's name.", "A lab's name is track/name, in lower-case letters, digits and hyphens.");
        var id = $"{track}/{name}";
        if (labs.Catalog[id] is not { } entry)
            throw new RefusedException(StatusCodes.Status404NotFound, $"There is no lab {id}.", Nearest(labs.Catalog.Find(id)));
        return labs.Read(entry) switch
        {
            LabReading.Good good => good.Lab,
            _ => throw new RefusedException(StatusCodes.Status503ServiceUnavailable, $"The lab {id} has mistakes of its own, not yours.", $"Its author sees them with: lab validate {id}"),
        };
    }

    private static string Nearest(LabLookup lookup) => lookup switch
    {
        LabLookup.Found found => $"Did you mean {found.Id}?",
        LabLookup.NotFound { Nearest: [var nearest, ..] } => $"Did you mean {nearest}?",
        _ => "The start page shows all labs.",
    };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Segment();
}

/// <summary>Said of an address whose lab comes from elsewhere than the library.</summary>
internal sealed record LabSource(Func<HttpContext, Task<Lab>> FindAsync);

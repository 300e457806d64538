using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Net.Http.Headers;

namespace BackendLabs.Web.Hosting;

/// <summary>Said of a page that has a form: the only ones that anything may be posted to.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFormAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Lets to a page what it can take, and refuses everything else before a component sees it.</summary>
internal static class PageForms
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string NameField = "_handler";

    public static void UsePageForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type is { Charset.HasValue: true, Encoding: null })
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, "There is no charset that is called so.", "Send UTF-8.");
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { Type: var page } && !IsLook(context.Request.Method))
            await RequireFormAsync(context, page);
        await next(context);
    });

    /// <summary>Whether the request's form was read, and is one of the page's.</summary>
    public static bool HasForm(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;

    private static bool IsLook(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static async Task RequireFormAsync(HttpContext context, Type page)
    {
        if (page.GetCustomAttributes(typeof(TakesFormAttribute), inherit: false) is not [TakesFormAttribute form] || !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            throw new RefusedException(StatusCodes.Status405MethodNotAllowed, "This page takes nothing.", "It can only be looked at.");
        }

        if (context.Request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) is not true)
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, "This is sent in a form that is not read here.", $"Send {FormType}, as the page's own form does.");
        if (await ReadAsync(context) is not [var name] || name != form.Name)
            throw new RefusedException(StatusCodes.Status400BadRequest, "This is no form of this page.", "Load the page and fill in its form.");
    }

    private static async Task<Microsoft.Extensions.Primitives.StringValues> ReadAsync(HttpContext context)
    {
        try
        {
            return (await context.Request.ReadFormAsync(context.RequestAborted))[NameField];
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException || (error is IOException && error is not BadHttpRequestException))
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, "This form cannot be read.", "Load the page and fill in its form.");
        }
    }
}

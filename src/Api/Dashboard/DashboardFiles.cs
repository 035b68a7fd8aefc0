using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace BenchHub.Api.Dashboard;

/// <summary>
/// The pages, as the build put them beside the program; they hold nothing secret and ask the API for everything, so no key is
/// needed to load them. Where they were not built, nothing is served.
/// </summary>
internal static class DashboardFiles
{
    /// <summary>Own scripts and styles only; nothing from elsewhere, nothing inline, in nobody's frame.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Index = "/index.html";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static bool Exist => File.Exists(Path.Combine(Folder, "index.html"));

    public static void UseDashboard(this WebApplication app)
    {
        if (!Exist)
        {
            return;
        }

        var files = new PhysicalFileProvider(Folder);
        app.Use((context, next) =>
        {
            Choose(context.Request, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true, OnPrepareResponse = static served => Describe(served.Context) });
    }

    /// <summary>Every page is the same document; a file that was compressed by the build is taken as such.</summary>
    private static void Choose(HttpRequest request, PhysicalFileProvider files)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var path = PageRoutes.Includes(request) ? Index : request.Path.Value ?? "";
        if (!files.GetFileInfo(path).Exists)
        {
            return;
        }

        // The landing page of a hub without pages has the same address.
        request.HttpContext.SetEndpoint(null);
        request.HttpContext.Features.Set(new Chosen(path));
        request.Path = path;
        foreach (var (encoding, extension) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (Accepts(request, encoding) && files.GetFileInfo(path + extension).Exists)
            {
                request.HttpContext.Features.Set(new Chosen(path, encoding));
                request.Path = path + extension;
                return;
            }
        }
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality != 0);

    private static void Describe(HttpContext context)
    {
        var headers = context.Response.Headers;
        var chosen = context.Features.Get<Chosen>()!;
        context.Response.ContentType = ContentTypes.TryGetContentType(chosen.Path, out var type) ? WithCharset(type) : "application/octet-stream";
        headers.ContentEncoding = chosen.Encoding;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // The names of assets carry the hash of their content; the document that names them is asked for each time.
        headers.CacheControl = chosen.Path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static string WithCharset(string type) => type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type;

    /// <summary>The file that was asked for, and how it is sent.</summary>
    private sealed record Chosen(string Path, string? Encoding = null);
}

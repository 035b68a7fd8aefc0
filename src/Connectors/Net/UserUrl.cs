namespace BenchHub.Connectors.Net;

/// <summary>The form of a URL that a user gives as the base of a service. Addresses are <see cref="AddressGuard"/>'s matter.</summary>
internal static class UserUrl
{
    /// <returns>The URL, or a sentence that says what is wrong with the text.</returns>
    public static (Uri? Url, string? Problem) ParseBase(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, "The url is missing; it should look like http://127.0.0.1:8000.");
        }

        if (text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            return (null, "The url is not well-formed; it should look like http://127.0.0.1:8000.");
        }

        return Problem(url) is { } problem ? (null, problem)
            : url.Query.Length > 0 || url.Fragment.Length > 0
                ? (null, "The url has a query or a fragment; it should be a base such as http://127.0.0.1:8000, with paths given apart.")
            : (url, null);
    }

    /// <returns>Null for any http or https URL with a host and without a user name.</returns>
    public static string? Problem(Uri url) =>
        url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps
            ? $"The url begins with {url.Scheme}:; only http and https are called."
        : url.UserInfo.Length > 0 ? "The url holds a user name or password; give credentials as a secret header."
        : url.Host.Length == 0 ? "The url has no host."
        : null;

    /// <summary>The base and a path below it, as text: a path cannot replace the host.</summary>
    public static Uri Below(Uri url, string path) => new($"{url.AbsoluteUri.TrimEnd('/')}/{path.TrimStart('/')}");

    /// <summary>For messages: without the query, where keys are often found.</summary>
    public static string Shown(Uri url) => url.GetLeftPart(UriPartial.Path);
}

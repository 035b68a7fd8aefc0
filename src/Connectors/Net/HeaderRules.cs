using System.Buffers;
using System.Collections.Frozen;

namespace BenchHub.Connectors.Net;

/// <summary>Which headers a registration may set.</summary>
internal static class HeaderRules
{
    // token of RFC 9110, section 5.6.2
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // These frame the message or choose who answers it: they are the hub's own.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "Accept-Encoding", "Connection", "Content-Encoding", "Content-Length", "Expect", "Host", "HTTP2-Settings", "Keep-Alive",
        "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    ], StringComparer.OrdinalIgnoreCase);

    /// <returns>Null, or a sentence that never holds the value, which may be secret.</returns>
    public static string? Problem(string name, string value) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters)
            ? $"'{Excerpt.Of(name, [])}' is not a header name: letters, digits and hyphens."
        : Reserved.Contains(name) ? $"The header '{name}' is set by the hub itself."
        : value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? $"The value of header '{name}' may hold printable ASCII characters only, and no line break."
        : null;
}

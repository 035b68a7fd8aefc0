using BenchHub.Storage;
using Google.Protobuf.WellKnownTypes;

namespace BenchHub.Api;

/// <summary>What the messages of all services share.</summary>
internal static class Messages
{
    private const int DefaultPageSize = 50;

    public static Timestamp ToMessage(this DateTimeOffset at) => Timestamp.FromDateTimeOffset(at);

    public static Timestamp? ToMessage(this DateTimeOffset? at) => at?.ToMessage();

    /// <exception cref="RefusedException">The size is out of its range.</exception>
    public static PageRequest Page(int size, string token) =>
        new ListQuery { Limit = size == 0 ? DefaultPageSize : size, Cursor = token }.Page();
}

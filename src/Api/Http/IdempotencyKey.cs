using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BenchHub.Api;

/// <summary>The <c>Idempotency-Key</c> of a request: the same key makes the same id, so that a repeated request reaches what the first one made.</summary>
internal sealed record IdempotencyKey
{
    private const int Longest = 255;

    [FromHeader(Name = "Idempotency-Key"), Description("Repeating a request with the same key changes nothing.")]
    public string? Key { get; init; }

    /// <exception cref="RefusedException">The key is too long.</exception>
    public string Id(string prefix, TimeProvider time) => Key switch
    {
        null or "" => SortableId.New(prefix, time.GetUtcNow()),
        { Length: <= Longest } key => SortableId.FromSeed(prefix, key),
        _ => throw new RefusedException(Refusal.Invalid, $"The key has {Key.Length} characters; at most {Longest} are allowed.", "Idempotency-Key"),
    };
}

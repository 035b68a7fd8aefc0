using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using BenchHub.Api.Json;
using BenchHub.Judges;

namespace BenchHub.Api.Judges;

/// <summary>A gold set: answers that people have judged.</summary>
[RequestBody]
internal sealed record CalibrationBody
{
    private const int Most = 10_000;

    public IReadOnlyList<GoldBody>? Items { get; init; }

    /// <summary>Items at once. Default: 8.</summary>
    public int? Concurrency { get; init; }

    /// <exception cref="RefusedException">An item lacks something; with its number.</exception>
    public StartCalibration ToCommand(string judge) => Items is not { Count: > 0 and <= Most } items
        ? throw new RefusedException(Refusal.Invalid, $"Give 1 to {Most} items.", "items")
        : Concurrency is < 1 or > 256
            ? throw new RefusedException(Refusal.Invalid, $"concurrency is {Concurrency}; it must be 1 to 256.", "concurrency")
            : new(judge, [.. items.Select(static (item, i) => (item ?? new()).ToRecord(i))], Concurrency ?? 8);

    /// <summary>The same judge on the same gold set is the same calibration.</summary>
    public static string Id(StartCalibration command) =>
        "cal_" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(command with { Concurrency = 0 })).AsSpan(0, 12));
}

[RequestBody]
internal sealed record GoldBody
{
    public string? Question { get; init; }

    /// <summary>Or first and second, for a judge of pairs.</summary>
    public string? Answer { get; init; }

    public string? First { get; init; }

    public string? Second { get; init; }

    public IReadOnlyList<string>? References { get; init; }

    public IReadOnlyList<string>? Contexts { get; init; }

    /// <summary>What people said: a number in the judge's units, true or false, yes or no, or of a pair first, second or tie.</summary>
    public JsonElement? Label { get; init; }

    public GoldRecord ToRecord(int index) => (Answer, First, Second) switch
    {
        ({ } answer, null, null) => Record(answer, null, index),
        (null, { } first, { } second) => Record(first, second, index),
        _ => throw Wrong(index, "has neither an answer nor first and second, or both"),
    };

    private GoldRecord Record(string answer, string? opponent, int index) => new(
        Question ?? throw Wrong(index, "has no question"), answer, opponent, Texts(References), Texts(Contexts), Labelled(index));

    private double Labelled(int index) => Label switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.String } word when Word(word.GetString()!) is { } value => value,
        _ => throw Wrong(index, "has no label that could be one: a number, true or false, yes or no, or of a pair first, second or tie"),
    };

    private static double? Word(string word) => word.Trim().ToLowerInvariant() switch
    {
        "yes" or "first" => 1,
        "no" or "second" => 0,
        "tie" => 0.5,
        _ => null,
    };

    private static ImmutableArray<string> Texts(IReadOnlyList<string>? texts) => [.. (texts ?? []).OfType<string>()];

    private static RefusedException Wrong(int index, string what) => new(Refusal.Invalid, $"Item {index + 1} {what}.", $"items[{index}]");
}

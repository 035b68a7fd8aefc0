using System.Collections.Immutable;

namespace BenchHub.Orleans.Tests.Clustering;

internal interface IWireGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task<string> Silo();

    Task<object?> Echo(object? value);

    Task<byte[]> Reverse(byte[] bytes);

    Task<Shape> Grow(Shape shape);

    Task<IWireGrain> Pass(IWireGrain other);

    Task Throw(string kind);
}

[GenerateSerializer]
internal sealed class TurnedDownException(Colour colour, string message, Exception? inner = null) : Exception(message, inner)
{
    [Id(0)]
    public Colour Colour { get; } = colour;

    [Id(1)]
    public ImmutableArray<string> Findings { get; } = ["first", "second"];
}

[GenerateSerializer]
internal enum Colour
{
    Red = 1,
    Green = 2,
}

/// <summary>Members of every kind that the product sends.</summary>
[GenerateSerializer, Immutable]
internal sealed record Shape(
    [property: Id(0)] string Name,
    [property: Id(1)] int? Corners,
    [property: Id(2)] ImmutableArray<Shape> Parts,
    [property: Id(3)] ImmutableSortedDictionary<string, double> Sizes,
    [property: Id(4)] Colour Colour,
    [property: Id(5)] ShapeId Id)
{
    [Id(6)]
    public ImmutableArray<string> NeverSet { get; init; }

    [Id(7)]
    public string? Note { get; init; } = "by default";
}

[GenerateSerializer, Immutable]
internal readonly record struct ShapeId([property: Id(0)] string Value);

internal sealed class WireGrain(ILocalSiloDetails silo) : Grain, IWireGrain
{
    private int _sum;

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public Task<string> Silo() => Task.FromResult(silo.SiloAddress.ToParsableString());

    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task<byte[]> Reverse(byte[] bytes)
    {
        Array.Reverse(bytes);
        return Task.FromResult(bytes);
    }

    public Task<Shape> Grow(Shape shape) => Task.FromResult(shape with { Corners = shape.Corners + 1 });

    public async Task<IWireGrain> Pass(IWireGrain other)
    {
        await other.Add(1);
        return other;
    }

    public Task Throw(string kind) => throw (kind switch
    {
        "refused" => new TurnedDownException(Colour.Green, "Not today.", new InvalidOperationException("It rains.")),
        "argument" => new ArgumentException("Too long.", nameof(kind)),
        "aggregate" => new AggregateException("Several.", new TimeoutException("late")),
        _ => new InvalidOperationException(kind),
    });
}

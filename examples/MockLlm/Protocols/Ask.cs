namespace BenchHub.MockLlm;

/// <summary>What a request asks for, whichever provider's shape it came in.</summary>
internal sealed record Ask
{
    public required string Model { get; init; }

    /// <summary>Where the known question and the markers stand: the last user turn, or the prompt.</summary>
    public required string Question { get; init; }

    /// <summary>Every text of the request, for the count of its tokens.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    public int? MostTokens { get; init; }

    public IReadOnlyList<string> Stops { get; init; } = [];

    /// <summary>Answers wanted, all the same.</summary>
    public int Choices { get; init; } = 1;

    public bool Streams { get; init; }

    /// <summary>A streamed answer ends with its usage.</summary>
    public bool StreamsUsage { get; init; }

    /// <summary>Likeliest tokens to name with each; null where no log-probabilities are wanted.</summary>
    public int? TopTokens { get; init; }

    /// <summary>The prompt comes back before its completion.</summary>
    public bool Echoes { get; init; }

    /// <summary>Vectors of the texts are wanted, no answer.</summary>
    public bool WantsVectors { get; init; }

    public int Dimensions { get; init; }

    public bool IsBase64 { get; init; }
}

using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>What one system said to one item, once, as another tool wrote it down.</summary>
/// <param name="System">Which of the file's systems; empty where the file does not say, which is then one system.</param>
/// <param name="Id">The item, in the tool's words.</param>
/// <param name="Line">Where it begins in the file.</param>
public sealed record ToolAnswer(string System, string Id, long Line)
{
    /// <summary>Tells the answers of a system to one item apart: repeats, or the filters that scored it.</summary>
    public int Part { get; init; }

    /// <summary>Place of the item in its dataset, from 0, where the tool counts places; null where <see cref="Id"/> is a name.</summary>
    public int? Position { get; init; }

    /// <summary>What was asked.</summary>
    public ToolQuestion Question { get; init; } = ToolQuestion.None;

    /// <summary>Answers in words, or one per choice where likelihoods were asked for; none where it failed.</summary>
    public IReadOnlyList<ToolOutput> Outputs { get; init; } = [];

    /// <summary>What the tool made of it, by the names of <see cref="Metrics.Imported.ImportedMeasure.NameOf"/>; NaN where undefined.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>Why there is no answer.</summary>
    public string? Error { get; init; }

    /// <summary>Zero where the tool did not measure it.</summary>
    public double LatencyMilliseconds { get; init; }
}

/// <summary>An item as far as the file tells it.</summary>
/// <param name="Record">The document or the variables, a JSON object; null where the file has none.</param>
/// <param name="Prompt">What the first request said.</param>
/// <param name="Target">The right answer in words, or the number of the right choice.</param>
/// <param name="Choices">The choices without the blank in front.</param>
/// <param name="Kind">What was asked for.</param>
public sealed record ToolQuestion(string? Record, string? Prompt, string? Target, IReadOnlyList<string> Choices, ToolQuestionKind Kind)
{
    public static readonly ToolQuestion None = new(null, null, null, [], ToolQuestionKind.Words);

    /// <summary>Equal where the records say the same, however they are written; 0 without a record.</summary>
    public UInt128 Content()
    {
        if (Record is null)
        {
            return 0;
        }

        using var json = JsonDocument.Parse(Record, JsonLines.Deep);
        return RecordContent.Hash([json.RootElement]);
    }
}

public enum ToolQuestionKind
{
    /// <summary>An answer in words.</summary>
    Words,

    /// <summary>The likelihood of each choice.</summary>
    Choices,

    /// <summary>The likelihood of a text after a prompt.</summary>
    Likelihood,

    /// <summary>The likelihood of a text by itself.</summary>
    Rolling,
}

/// <summary>One answer.</summary>
/// <param name="Text">Empty where a likelihood was asked for.</param>
public sealed record ToolOutput(string Text)
{
    /// <summary>In nats.</summary>
    public double? LogLikelihood { get; init; }

    public bool IsGreedy { get; init; }

    public string? FinishReason { get; init; }

    /// <summary>Cached ones included.</summary>
    public int InputTokens { get; init; }

    public int CachedTokens { get; init; }

    public int OutputTokens { get; init; }

    /// <summary>Null where the file has no price.</summary>
    public decimal? Dollars { get; init; }
}

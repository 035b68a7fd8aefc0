using BenchHub.Evaluation.Texts;
using BenchHub.Storage.Datasets;
using BenchHub.Storage.Jobs;
using BenchHub.Storage.Models;
using BenchHub.Storage.Results;

namespace BenchHub.Api.Results;

/// <summary>All items of a result, a column for each thing that a table sorts and filters by; all by index.</summary>
/// <param name="Items">How many the dataset has.</param>
/// <param name="ItemIds">Null where an item was not asked.</param>
/// <param name="Metrics">Scores to six decimals, by metric; null where undefined.</param>
/// <param name="Errors">Indexes of the items that have an error instead of an answer.</param>
/// <param name="Latencies">Of the last attempt, in milliseconds.</param>
/// <param name="Labels">Indexes by label: empty and cutOff answers, failed and passed programs, and what judges flagged.</param>
internal sealed record ItemColumnsAnswer(
    int Items,
    IReadOnlyList<string?> ItemIds,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Metrics,
    IReadOnlyList<int> Errors,
    IReadOnlyList<double?> Latencies,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Labels);

/// <summary>The beginnings of the texts of all items, by index; null where an item was not asked, or the dataset was deleted.</summary>
/// <param name="Inputs">What was asked, without what all questions begin with.</param>
/// <param name="Answers">What was answered: the extracted answer, the text, or the ids of the documents.</param>
internal sealed record ItemTextsAnswer(IReadOnlyList<string?> Inputs, IReadOnlyList<string?> Answers);

internal sealed class ItemColumns(ResultView results, ResultCatalog catalog, ResultItems items, DatasetContents contents)
{
    private const int Decimals = 6;
    private const int Beginning = 120;

    // So many questions tell what all begin with; a shorter beginning is no instruction.
    private const int Sample = 50;
    private const int LeastShared = 20;

    /// <param name="metrics">Only these; all when empty.</param>
    /// <exception cref="RefusedException">There is no such result, or it has no such metric.</exception>
    public async Task<ItemColumnsAnswer> Get(string id, IReadOnlyList<string> metrics, CancellationToken ct)
    {
        var result = await results.Get(id, ct);
        var columns = new OrderedDictionary<string, IReadOnlyList<double?>>(StringComparer.Ordinal);
        foreach (var metric in metrics.Count > 0 ? metrics : [.. result.Metrics.Keys])
        {
            var scores = await catalog.Scores(id, metric, ct) ?? throw new RefusedException(
                Refusal.NotFound, $"Result '{id}' was not measured by '{metric}'; it has {string.Join(", ", result.Metrics.Keys)}.", "metrics");
            columns[metric] = [.. scores.Select(static score => double.IsFinite(score) ? Math.Round(score, Decimals) : (double?)null)];
        }

        var (ids, latencies, errors, labels) = (new string?[result.Items], new double?[result.Items], new List<int>(), new Labels());
        await foreach (var item in items.Read(id, cancellation: ct))
        {
            ids[item.Index] = item.ItemId;
            latencies[item.Index] = Math.Round(item.LatencyMilliseconds, 1);
            if (item.Error is not null)
            {
                errors.Add(item.Index);
            }

            labels.Add(item);
        }

        return new(result.Items, ids, columns, errors, latencies, labels.Indexes);
    }

    /// <exception cref="RefusedException">There is no such result.</exception>
    public async Task<ItemTextsAnswer> Texts(string id, CancellationToken ct)
    {
        var result = await results.Get(id, ct);
        var (inputs, answers) = (new string?[result.Items], new string?[result.Items]);
        if (await contents.Find(result.Provenance.ContentHash, ct) is { } content)
        {
            var questions = new ItemQuestions(content);
            var shared = await Shared(questions, content.Hash, ct);
            await foreach (var item in contents.ReadItems(content.Hash, 0, result.Items, ct))
            {
                var input = questions.Of(item).Input;
                inputs[item.Index] = (shared.Length > 0 && input.StartsWith(shared, StringComparison.Ordinal) ? input[shared.Length..] : input).Shortened(Beginning);
            }
        }

        await foreach (var item in items.Read(id, cancellation: ct))
        {
            answers[item.Index] = Answer(item).Shortened(Beginning);
        }

        return new(inputs, answers);
    }

    /// <summary>An instruction that all questions begin with tells none from another. Up to the end of a word.</summary>
    private async Task<string> Shared(ItemQuestions questions, string hash, CancellationToken ct)
    {
        string? shared = null;
        await foreach (var item in contents.ReadItems(hash, 0, Sample, ct))
        {
            var input = questions.Of(item).Input;
            shared = shared is null ? input : shared[..shared.AsSpan().CommonPrefixLength(input)];
        }

        var end = shared?.AsSpan().LastIndexOfAny(" \n") ?? -1;
        return end < LeastShared ? "" : shared![..(end + 1)];
    }

    private static string Answer(ItemOutcome item) => item.Error
        ?? (item.Outputs is [var first, ..] ? first.Extracted ?? first.Text : string.Join(' ', item.Answer.Take(10).Select(static document => document.Id)));

    private sealed class Labels
    {
        private readonly OrderedDictionary<string, IReadOnlyList<int>> _indexes = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, IReadOnlyList<int>> Indexes => _indexes;

        public void Add(ItemOutcome item)
        {
            foreach (var label in item.Outputs.SelectMany(static output => Of(output)).Concat(item.Findings.SelectMany(static finding => finding.Flags)).Distinct())
            {
                if (!_indexes.TryGetValue(label, out var indexes))
                {
                    _indexes.Add(label, indexes = new List<int>());
                }

                ((List<int>)indexes).Add(item.Index);
            }
        }

        private static IEnumerable<string> Of(ModelOutput output)
        {
            if (output.LogLikelihood is null && output.Text.AsSpan().Trim().IsEmpty)
            {
                yield return "empty";
            }

            if (output.LogLikelihood is null && output.FinishReason == "length")
            {
                yield return "cutOff";
            }

            if (output.Passed is { } passed)
            {
                yield return passed ? "passed" : "failed";
            }
        }
    }
}

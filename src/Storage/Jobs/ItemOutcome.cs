namespace BenchHub.Storage.Jobs;

/// <summary>One document of a system's answer, in the order answered.</summary>
public sealed record AnswerDocument(string Id, double Score);

/// <summary>What came of asking a system one item.</summary>
/// <param name="Index">The item's place in the dataset.</param>
/// <param name="Scores">One per metric of the job, in its order; NaN where the metric is undefined.</param>
/// <param name="Error">Why there is no answer; null when there is one.</param>
/// <param name="LatencyMilliseconds">Of the last attempt.</param>
public sealed record ItemOutcome(
    int Index,
    string ItemId,
    IReadOnlyList<AnswerDocument> Answer,
    double[] Scores,
    string? Error,
    double LatencyMilliseconds,
    int Attempts);

/// <summary>The bytes of a chunk of outcomes.</summary>
internal static class OutcomeCodec
{
    public static byte[] Encode(IReadOnlyList<ItemOutcome> outcomes)
    {
        var to = new PayloadWriter();
        to.Int(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            Write(to, outcome);
        }

        return Packed.Pack(to.Written);
    }

    public static ItemOutcome[] Decode(byte[] packed)
    {
        var from = new PayloadReader(Packed.Unpack(packed));
        var outcomes = new ItemOutcome[from.Count()];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Read(ref from);
        }

        return outcomes;
    }

    private static void Write(PayloadWriter to, ItemOutcome outcome)
    {
        to.Int(outcome.Index);
        to.Text(outcome.ItemId);
        to.Int(outcome.Answer.Count);
        foreach (var (id, score) in outcome.Answer)
        {
            to.Text(id);
            to.Double(score);
        }

        to.Int(outcome.Scores.Length);
        foreach (var score in outcome.Scores)
        {
            to.Double(score);
        }

        to.OptionalText(outcome.Error);
        to.Double(outcome.LatencyMilliseconds);
        to.Int(outcome.Attempts);
    }

    private static ItemOutcome Read(ref PayloadReader from)
    {
        var (index, item) = (from.Int(), from.Text());
        var answer = new AnswerDocument[from.Count()];
        for (var i = 0; i < answer.Length; i++)
        {
            answer[i] = new(from.Text(), from.Double());
        }

        var scores = new double[from.Count()];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = from.Double();
        }

        return new(index, item, answer, scores, from.OptionalText(), from.Double(), from.Int());
    }
}

/// <summary>Which items a chunk holds, as differences: indexes that follow each other take a byte each.</summary>
internal static class IndexCodec
{
    public static byte[] Encode(IReadOnlyList<ItemOutcome> outcomes)
    {
        var to = new PayloadWriter();
        var last = 0;
        foreach (var outcome in outcomes)
        {
            to.Int(outcome.Index - last);
            last = outcome.Index;
        }

        return to.Written.ToArray();
    }

    public static IEnumerable<int> Decode(byte[] bytes)
    {
        var indexes = new List<int>(bytes.Length);
        var from = new PayloadReader(bytes);
        for (var last = 0; !from.IsAtEnd;)
        {
            indexes.Add(last += from.Int());
        }

        return indexes;
    }
}

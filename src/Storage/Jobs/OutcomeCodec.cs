using BenchHub.Storage.Judges;
using BenchHub.Storage.Models;

namespace BenchHub.Storage.Jobs;

/// <summary>The bytes of a chunk of outcomes.</summary>
internal static class OutcomeCodec
{
    // These stand where the first form had its count: chunks of all forms are read.
    private const int WithOutputs = -2;
    private const int WithFindings = -3;

    public static byte[] Encode(IReadOnlyList<ItemOutcome> outcomes)
    {
        var to = new PayloadWriter();
        var form = outcomes.Any(static outcome => outcome.Findings.Count > 0) ? WithFindings : WithOutputs;
        to.Int(form);
        to.Int(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            Write(to, outcome);
            if (form == WithFindings)
            {
                FindingCodec.Write(to, outcome.Findings);
            }
        }

        return Packed.Pack(to.Written);
    }

    public static ItemOutcome[] Decode(byte[] packed)
    {
        var from = new PayloadReader(Packed.Unpack(packed));
        var first = from.Int();
        var outcomes = new ItemOutcome[first is WithOutputs or WithFindings ? from.Count() : from.Counted(first)];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Read(ref from) with
            {
                Outputs = first is WithOutputs or WithFindings ? OutputCodec.Read(ref from) : [],
                Findings = first is WithFindings ? FindingCodec.Read(ref from) : [],
            };
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
        OutputCodec.Write(to, outcome.Outputs);
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

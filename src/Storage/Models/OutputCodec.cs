namespace BenchHub.Storage.Models;

/// <summary>The bytes of a model's answers, in a chunk of outcomes and in the response cache.</summary>
internal static class OutputCodec
{
    private const int Greedy = 1;
    private const int Cached = 2;
    private const int Counted = 4;

    // Answers that were kept before there were contexts do not have the flag, and nothing behind the notes.
    private const int WithContexts = 8;
    private const int Ran = 16;
    private const int Passed = 32;

    public static void Write(PayloadWriter to, IReadOnlyList<ModelOutput> outputs)
    {
        to.Int(outputs.Count);
        foreach (var output in outputs)
        {
            Write(to, output);
        }
    }

    public static ModelOutput[] Read(ref PayloadReader from)
    {
        var outputs = new ModelOutput[from.Count()];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = ReadOne(ref from);
        }

        return outputs;
    }

    public static void Write(PayloadWriter to, ModelOutput output)
    {
        to.Text(output.Text);
        to.OptionalText(output.Extracted);
        to.OptionalText(output.FinishReason);
        to.Double(output.LogLikelihood ?? double.NaN);
        to.Byte((byte)((output.IsGreedy ? Greedy : 0) | (output.IsCached ? Cached : 0) | (output.Usage.IsCounted ? Counted : 0)
            | (output.Contexts.Count > 0 ? WithContexts : 0) | (output.Passed is null ? 0 : Ran) | (output.Passed == true ? Passed : 0)));
        to.Int(output.Usage.InputTokens);
        to.Int(output.Usage.CachedTokens);
        to.Int(output.Usage.OutputTokens);
        to.OptionalLong(output.Usage.Cost);
        to.Double(output.LatencyMilliseconds);
        to.OptionalText(output.Notes);
        if (output.Contexts.Count > 0)
        {
            WriteContexts(to, output.Contexts);
        }
    }

    public static ModelOutput ReadOne(ref PayloadReader from)
    {
        var output = new ModelOutput(from.Text(), from.OptionalText()) { FinishReason = from.OptionalText() };
        var likelihood = from.Double();
        var flags = from.Byte();
        return output with
        {
            LogLikelihood = double.IsNaN(likelihood) ? null : likelihood,
            IsGreedy = (flags & Greedy) != 0,
            IsCached = (flags & Cached) != 0,
            Passed = (flags & Ran) != 0 ? (flags & Passed) != 0 : null,
            Usage = new(from.Int(), from.Int(), from.Int(), from.OptionalLong(), (flags & Counted) != 0),
            LatencyMilliseconds = from.Double(),
            Notes = from.OptionalText(),
            Contexts = (flags & WithContexts) != 0 ? ReadContexts(ref from) : [],
        };
    }

    private static void WriteContexts(PayloadWriter to, IReadOnlyList<string> contexts)
    {
        to.Int(contexts.Count);
        foreach (var context in contexts)
        {
            to.Text(context);
        }
    }

    private static string[] ReadContexts(ref PayloadReader from)
    {
        var contexts = new string[from.Count()];
        for (var i = 0; i < contexts.Length; i++)
        {
            contexts[i] = from.Text();
        }

        return contexts;
    }
}

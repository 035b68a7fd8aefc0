namespace BenchHub.Storage.Models;

/// <summary>The bytes of a model's answers, in a chunk of outcomes and in the response cache.</summary>
internal static class OutputCodec
{
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
        to.Byte((byte)((output.IsGreedy ? 1 : 0) | (output.IsCached ? 2 : 0) | (output.Usage.IsCounted ? 4 : 0)
            | (output.Passed is null ? 0 : 8) | (output.Passed == true ? 16 : 0)));
        to.Int(output.Usage.InputTokens);
        to.Int(output.Usage.CachedTokens);
        to.Int(output.Usage.OutputTokens);
        to.OptionalLong(output.Usage.Cost);
        to.Double(output.LatencyMilliseconds);
        to.OptionalText(output.Notes);
    }

    public static ModelOutput ReadOne(ref PayloadReader from)
    {
        var output = new ModelOutput(from.Text(), from.OptionalText()) { FinishReason = from.OptionalText() };
        var likelihood = from.Double();
        var flags = from.Byte();
        return output with
        {
            LogLikelihood = double.IsNaN(likelihood) ? null : likelihood,
            IsGreedy = (flags & 1) != 0,
            IsCached = (flags & 2) != 0,
            Passed = (flags & 8) != 0 ? (flags & 16) != 0 : null,
            Usage = new(from.Int(), from.Int(), from.Int(), from.OptionalLong(), (flags & 4) != 0),
            LatencyMilliseconds = from.Double(),
            Notes = from.OptionalText(),
        };
    }
}

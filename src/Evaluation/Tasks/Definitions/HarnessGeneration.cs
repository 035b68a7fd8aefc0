namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>Reads <c>generation_kwargs</c> with the harness' defaults: 256 tokens, greedy, up to the few-shot delimiter.</summary>
internal static class HarnessGeneration
{
    private const int DefaultTokens = 256;

    public static GenerationSettings Read(YamlMap root, string delimiter)
    {
        if (root.Map("generation_kwargs") is not { } map)
        {
            return new(DefaultTokens, 0, TopP: null, [delimiter], Seed: null);
        }

        map.Only("'generation_kwargs'", "until", "max_gen_toks", "max_tokens", "temperature", "top_p", "do_sample", "seed", "num_beams");
        _ = map.Whole("num_beams", 1, 1);
        var greedy = map.Flag("do_sample") == false;
        var temperature = map.Number("temperature", 0, 100);
        return greedy && temperature > 0
            ? throw map["temperature"]!.Fail("'do_sample: false' takes the most likely text, and a temperature above 0 does not.")
            : new(
                map.Whole("max_gen_toks", 1, 1_000_000) ?? map.Whole("max_tokens", 1, 1_000_000) ?? DefaultTokens,
                temperature ?? (map.Flag("do_sample") == true ? null : 0),
                map.Number("top_p", 0, 1),
                map["until"] is null ? [delimiter] : [.. map.Texts("until").Where(static stop => stop.Length > 0)],
                map.Whole("seed", 0, int.MaxValue));
    }
}

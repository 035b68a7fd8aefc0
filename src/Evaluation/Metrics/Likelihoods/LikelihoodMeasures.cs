namespace BenchHub.Evaluation.Metrics.Likelihoods;

internal static class LikelihoodMeasures
{
    public static IEnumerable<IMeasure> All =>
    [
        ChoiceAccuracy.Plain, ChoiceAccuracy.PerCharacter, ChoiceAccuracy.PerByte, ChoiceAccuracy.MutualInformation,
        Perplexity.OfTexts, Perplexity.OfWords, Perplexity.OfBytes, Perplexity.BitsPerByte,
    ];
}

using System.Text.Json.Nodes;
using BenchHub.Evaluation.Metrics.Likelihoods;
using BenchHub.Evaluation.Tests.Golden;

namespace BenchHub.Evaluation.Tests.Metrics.Likelihoods;

public sealed class LikelihoodReferenceTests
{
    private static readonly JsonObject Reference = ReferenceJson.Load("likelihood_reference.json");

    [Fact]
    public void Choices_OfTheReference_AreChosenAlike()
    {
        foreach (var question in Reference["questions"]!.AsArray())
        {
            question!["values"].AssertMeasured([
                new ChoiceLikelihoods(
                    question["choices"].Array<string>(), question["ll"].Numbers(), question["correct"].Array<int>(), question["unconditional"].Numbers()),
            ]);
        }
    }

    [Fact]
    public void Texts_OfTheReference_HaveItsPerplexities() => Reference["values"].AssertMeasured(
        [.. Reference["texts"]!.AsArray().Select(static text => new TextLikelihood(text!["text"]!.GetValue<string>(), text["ll"]!.GetValue<double>()))]);

    [Fact]
    public void Words_OfTheReference_AreCountedAlike() => Assert.Equal(
        Reference["words"].Array<int>(),
        Reference["texts"]!.AsArray().Select(static text => TextLengths.Words(text!["text"]!.GetValue<string>())));

    [Fact]
    public void IsPythonSpace_EveryCharacter_IsPythons() => Assert.Equal(
        Reference["spaces"].Array<int>(),
        Enumerable.Range(0, 0x10000).Where(static code => TextLengths.IsPythonSpace((char)code)));

    [Fact]
    public void Perplexity_GoldenLikelihoods_IsLmEvals()
    {
        var golden = JsonNode.Parse(File.ReadAllBytes(SharedFolder.Find("golden/lmeval/golden.json")))!;

        new JsonObject { ["perplexity"] = golden["ppl"]!.DeepClone() }.AssertMeasured(
            [.. golden["ll"].Numbers().Select(static ll => new TextLikelihood("", ll))]);
    }
}

using System.Collections.Immutable;
using BenchHub.Connectors.Systems;
using BenchHub.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class ModelValidationTests
{
    private static readonly ModelSpec Good = Model(ModelProvider.OpenAi);

    public static TheoryData<string, ModelSpec?> Wrong => new()
    {
        { "model", null },
        { "model.name", Good with { Name = "" } },
        { "model.name", Good with { Name = "a\nb" } },
        { "model.name", Good with { Name = new('x', 301) } },
        { "model.provider", Good with { Provider = (ModelProvider)9 } },
        { "model.temperature", Good with { Temperature = -0.1 } },
        { "model.temperature", Good with { Temperature = double.NaN } },
        { "model.topP", Good with { TopP = 0 } },
        { "model.topP", Good with { TopP = 1.1 } },
        { "model.topP", Good with { TopP = double.NaN } },
        { "model.maxTokens", Good with { MaxTokens = 0 } },
        { "model.maxTokens", Good with { MaxTokens = 10_000_001 } },
        { "model.instruction", Good with { Instruction = new('x', 100_001) } },
        { "model.pricedAs", Good with { PricedAs = "" } },
        { "model.hasLikelihoods", Good with { HasLikelihoods = true, Provider = ModelProvider.Anthropic } },
        { "model.hasLikelihoods", Good with { HasLikelihoods = true, Provider = ModelProvider.Gemini } },
        { "model.extra", Good with { Extra = Extra("reasoning_effort", "low") } },
        { "model.extra", Good with { Extra = Extra("a", "") } },
        { "model.extra", Good with { Extra = Extra("a", """{"b":1,"b":2}""") } },
        { "model.extra", Good with { Extra = Extra("", "1") } },
        { "model.extra", Good with { Extra = Extra("stream", "true") } },
        { "model.extra", Good with { Extra = Extra("messages", "[]") } },
        { "model.extra", Good with { Extra = Extra("a", $"\"{new string('x', 100_000)}\"") } },
        { "model.extra", Good with { Extra = Enumerable.Range(0, 51).ToImmutableSortedDictionary(i => $"f{i}", i => "1") } },
    };

    [Fact]
    public void Problems_GoodModel_AreNone() => Assert.Empty(Problems(Good with
    {
        HasLikelihoods = true,
        Temperature = 0,
        TopP = 1,
        MaxTokens = 1,
        Seed = 0,
        PricedAs = "other",
        Extra = Extra("reasoning_effort", "\"low\"").Add("top_k", "null"),
    }));

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Problems_OneWrongField_NamesItAlone(string field, ModelSpec? model)
    {
        var problem = Assert.Single(Problems(model));

        Assert.Equal((field, false), (problem.Check, problem.Passed));
        Assert.NotEmpty(problem.Detail);
    }

    [Fact]
    public void Problems_ManyWrongFields_AreAllReported() => Assert.Equal(
        ["model.name", "model.temperature", "model.maxTokens", "model.extra", "model.extra"],
        Problems(Good with { Name = "", Temperature = 9, MaxTokens = -1, Extra = Extra("a", "{").Add("n", "2") }).Select(problem => problem.Check));

    private static ImmutableArray<Finding> Problems(ModelSpec? model) =>
        SpecValidation.Problems(Llm("http://127.0.0.1:1") with { Model = model }, Clients.NoSecrets);

    private static ImmutableSortedDictionary<string, string> Extra(string field, string json) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(field, json);
}

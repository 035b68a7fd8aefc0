using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace BenchHub.MockLlm.Tests;

public sealed class EmbeddingTests
{
    [Fact]
    public async Task Answer_ListOfTexts_IsAVectorOfLengthOneForEach()
    {
        await using var server = await Served.Start();

        var answer = await server.Ask(Served.Embeddings, JsonNode.Parse("""{"model":"e","input":["heat flow","heat flows","가나다라"],"dimensions":256}""")!);

        var vectors = answer["data"]!.AsArray().Select(static item => item!["embedding"]!.AsArray().Select(static x => (float)x!).ToArray()).ToArray();
        Assert.Equal([0, 1, 2], answer["data"]!.AsArray().Select(static item => (int)item!["index"]!));
        Assert.All(vectors, static vector => Assert.Equal(1, vector.Sum(static x => x * x), 1e-5));
        Assert.All(vectors, static vector => Assert.Equal(256, vector.Length));
        Assert.True(Dot(vectors[0], vectors[1]) > 0.5);
        Assert.InRange(Dot(vectors[0], vectors[2]), -0.5, 0.5);

        // "heat| flow", "heat| flows", "가나다라"
        Assert.Equal(5, (int)answer["usage"]!["prompt_tokens"]!);
    }

    [Fact]
    public async Task Answer_Base64_IsTheSameVector()
    {
        await using var server = await Served.Start();

        var floats = (await server.Ask(Served.Embeddings, JsonNode.Parse("""{"model":"e","input":"heat"}""")!))["data"]![0]!["embedding"]!;
        var bytes = (await server.Ask(Served.Embeddings, JsonNode.Parse("""{"model":"e","input":"heat","encoding_format":"base64"}""")!))["data"]![0]!["embedding"]!;

        Assert.Equal(
            floats.AsArray().Select(static x => (float)x!),
            MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)bytes!)).ToArray());
    }

    [Theory]
    [InlineData("""{"model":"e"}""")]
    [InlineData("""{"model":"e","input":[1,2]}""")]
    [InlineData("""{"model":"e","input":"x","dimensions":0}""")]
    [InlineData("""{"model":"e","input":"x","encoding_format":"hex"}""")]
    public async Task Answer_WrongBody_Is400(string body)
    {
        await using var server = await Served.Start();

        Assert.Equal(400, (await server.Refused(Served.Embeddings, JsonNode.Parse(body)!)).Status);
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, static (x, y) => x * y).Sum();
}

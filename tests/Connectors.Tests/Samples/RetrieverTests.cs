using BenchHub.SampleRag;

namespace BenchHub.Connectors.Tests.Samples;

public sealed class RetrieverTests
{
    // N = 3, mean length L = (3 + 2 + 1) / 3 = 2, k1 = 0.9, b = 0.4
    // idf(wing) = ln(1 + 2.5/1.5) = 0.980829253, idf(flow) = ln(1 + 1.5/2.5) = 0.470003629
    // a: "wing flow wing", l = 3: k1 (0.6 + 0.4 * 3/2) = 1.08; 0.980829253 * 2/3.08 + 0.470003629 * 1/2.08 = 0.862865396
    // b: "flow heat",      l = 2: k1 (0.6 + 0.4 * 2/2) = 0.9;  0.470003629 * 1/1.9                        = 0.247370331
    // c: "heat": neither word
    [Fact]
    public void Bm25_ThreeDocuments_MatchesHandComputedScores() =>
        AssertHits([("a", 0.862865396), ("b", 0.247370331)], Search("bm25", "wing flow"));

    [Fact]
    public void Bm25_RepeatedQueryTerm_CountsTwice() =>
        AssertHits([("a", 2 * 0.470003629 / 2.08), ("b", 2 * 0.247370331)], Search("bm25", "flow FLOW").OrderBy(h => h.Document.Id));

    // idf(wing) = ln(3/1) = 1.098612289, idf(flow) = idf(heat) = ln(3/2) = 0.405465108
    // query (1.098612289, 0.405465108), length 1.171047
    // a: wing (1 + ln 2) * 1.098612289 = 1.860112299, flow 0.405465108, length 1.903791
    //    (1.860112299 * 1.098612289 + 0.405465108²) / (1.903791 * 1.171047) = 0.990363
    // b: flow = heat = 0.405465108, length 0.573414; 0.405465108² / (0.573414 * 1.171047) = 0.244830
    [Fact]
    public void TfIdf_ThreeDocuments_MatchesHandComputedCosines() =>
        AssertHits([("a", 0.990363), ("b", 0.244830)], Search("tfidf", "wing flow"), places: 6);

    [Theory]
    [InlineData("tfidf")]
    [InlineData("char-ngram")]
    public void Cosine_DocumentAsQuery_IsOne(string algorithm)
    {
        var best = Search(algorithm, "Wing flow, wing")[0];

        Assert.Equal("a", best.Document.Id);
        Assert.Equal(1, best.Score, precision: 12);
    }

    [Fact]
    public void CharNgram_KoreanWordWithAParticle_StillMatches()
    {
        var corpus = new Corpus([new("1", "", "검색 시스템의 평가"), new("2", "", "비행기 날개")]);

        var hits = RetrieverCatalog.Create("char-ngram", corpus).Search("시스템을 평가하는 방법", 10);

        Assert.Equal(["1"], hits.Select(h => h.Document.Id));
        Assert.Empty(RetrieverCatalog.Create("bm25", corpus).Search("시스템을 평가하는 방법", 10));
    }

    [Theory]
    [InlineData("bm25")]
    [InlineData("tfidf")]
    [InlineData("char-ngram")]
    public void Search_EqualScores_StandInOrderOfTheirIds(string algorithm)
    {
        var corpus = new Corpus(
            [new("9", "", "wing"), new("10", "", "wing"), new("b", "", "wing"), new("B", "", "wing"), new("z", "", "heat")]);

        var hits = RetrieverCatalog.Create(algorithm, corpus).Search("wing", 3);

        Assert.Equal(["10", "9", "B"], hits.Select(h => h.Document.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("zeppelin")]
    public void Search_NothingMatches_IsEmpty(string query) =>
        Assert.All(RetrieverCatalog.Names, algorithm => Assert.Empty(Search(algorithm, query)));

    [Fact]
    public void Search_CorpusWithoutAWord_IsEmpty() => Assert.All(
        RetrieverCatalog.Names,
        algorithm => Assert.Empty(RetrieverCatalog.Create(algorithm, new([new("1", "", "?!")])).Search("wing", 10)));

    [Fact]
    public void Create_UnknownAlgorithm_NamesTheOnesThereAre()
    {
        var refused = Assert.Throws<SampleRagException>(() => RetrieverCatalog.Create("bm26", Collections.Tiny));

        Assert.Equal("There is no algorithm 'bm26'. Choose one of bm25, char-ngram, tfidf.", refused.Message);
    }

    private static IReadOnlyList<Hit> Search(string algorithm, string query) =>
        RetrieverCatalog.Create(algorithm, Collections.Tiny).Search(query, 10);

    private static void AssertHits((string Id, double Score)[] expected, IEnumerable<Hit> hits, int places = 8) =>
        Assert.Equal(
            expected.Select(e => (e.Id, Math.Round(e.Score, places))),
            hits.Select(h => (h.Document.Id, Math.Round(h.Score, places))));
}

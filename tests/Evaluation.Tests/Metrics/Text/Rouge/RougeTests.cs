namespace BenchHub.Evaluation.Tests.Metrics.Text.Rouge;

public sealed class RougeTests
{
    // Answer: the cat sat (3 words, 2 pairs). Reference: the cat is on the mat (6 words, 5 pairs).
    // Words in common: the, cat = 2: P = 2/3, R = 2/6, F = 2 * 2/3 * 1/3 / 1 = 4/9. Pairs: the cat = 1: P = 1/2, R = 1/5, F = 0.2 / 0.7 = 2/7.
    [Theory]
    [InlineData("rouge1(score=p,stem=false)", 2.0 / 3)]
    [InlineData("rouge1(score=r,stem=false)", 1.0 / 3)]
    [InlineData("rouge1(stem=false)", 4.0 / 9)]
    [InlineData("rouge2", 2.0 / 7)]
    [InlineData("rouge_l", 4.0 / 9)]
    [InlineData("rouge_lsum", 4.0 / 9)]
    [InlineData("rouge_ko_1", 4.0 / 9)]
    public void Score_SmallPair_IsDerivedByHand(string metric, double value) =>
        Assert.Equal(value, Scoring.Score(metric, "The cat sat.", "the cat is on the mat"), 1e-12);

    // Recall of the second reference is greater (1 against 3/4), but the first has the greater F: 2 * 1 * 3/4 / (7/4) = 6/7 against 2 * 1/3 / (4/3) = 1/2.
    [Fact]
    public void Score_SeveralReferences_TakesTheShareOfTheOneWithTheGreatestF() =>
        Assert.Equal(0.75, Scoring.Score("rouge1(score=r)", "a b c", "a b c d", "a"), 1e-12);

    [Theory]
    [InlineData("서울은 한국의 수도이다", "서울은 한국의 수도이다", 1.0, 1.0, 1.0)]
    [InlineData("서울은 수도", "서울은 한국의 수도", 0.8, 0.0, 0.8)] // 2 of 2 and of 3 words; pairs: none of 1 and 2
    public void Score_Hangul_IsZeroByGooglesWordsAndNotByOurs(string answer, string reference, double one, double two, double l)
    {
        Assert.Equal([0.0, 0, 0, 0], new[] { "rouge1", "rouge2", "rouge_l", "rouge_lsum" }.Select(metric => Scoring.Score(metric, answer, reference)));
        Assert.Equal(one, Scoring.Score("rouge_ko_1", answer, reference), 1e-12);
        Assert.Equal(two, Scoring.Score("rouge_ko_2", answer, reference), 1e-12);
        Assert.Equal(l, Scoring.Score("rouge_ko_l", answer, reference), 1e-12);
        Assert.Equal(l, Scoring.Score("rouge_ko_lsum", answer, reference), 1e-12);
    }

    // 서 울 은 / 서 울 이: two of three characters.
    [Fact]
    public void Score_ByCharacter_CountsEachLetter() => Assert.Equal(2.0 / 3, Scoring.Score("rouge_ko_1(unit=char)", "서울은!", "서울이"), 1e-12);

    [Fact]
    public void Score_DecomposedHangul_EqualsComposed()
    {
        const string Decomposed = "\u1112\u1161\u11AB\u1100\u1173\u11AF \u1109\u1165\u110B\u116E\u11AF"; // 한글 서울
        Assert.Equal(1, Scoring.Score("rouge_ko_2", Decomposed, "한글 서울"));
        Assert.Equal(1, Scoring.Score("rouge_ko_2(unit=char)", Decomposed, "한글 서울"));
        Assert.Equal(0, Scoring.Score("rouge_ko_1", "\u1100\u1100 각\u11AB", "가 각")); // not every jamo joins
    }

    [Theory]
    [InlineData("É1 ß", "é1 ß", 1)] // lower case beyond ASCII
    [InlineData("e\u0301a", "e\u0301a", 1)] // marks belong to the word
    [InlineData("𝒜b 漢字", "𝒜b 漢字", 1)]
    [InlineData("漢字", "漢", 0)]
    [InlineData("😀", "😀", 0)]
    public void Score_UnicodeWords_AreLettersNumbersAndMarks(string answer, string reference, double value) =>
        Assert.Equal(value, Scoring.Score("rouge_ko_1", answer, reference), 1e-12);

    [Fact]
    public void Score_LoneSurrogate_SeparatesWords() => Assert.Equal(1, Scoring.Score("rouge_ko_1", "a\uD800b", "a \uDC00b"));

    [Fact]
    public void Score_MarksByCharacter_StayWithTheirLetter() =>
        Assert.Equal(0.5, Scoring.Score("rouge_ko_1(unit=char)", "e\u0301a", "ea"), 1e-12); // é a / e a: one of two

    [Fact]
    public void Name_WithoutParameters_ShowsTheStemmer() =>
        Assert.Equal("rouge_l(stem=false)", BenchHub.Evaluation.Metrics.MetricCatalog.Resolve("rougel").Name.ToString());
}

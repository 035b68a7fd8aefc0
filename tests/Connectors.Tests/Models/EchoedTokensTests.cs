using System.Text;
using BenchHub.Connectors.Models;
using BenchHub.Connectors.Systems;
using static BenchHub.Connectors.Tests.Models.ModelSpecs;

namespace BenchHub.Connectors.Tests.Models;

public sealed class EchoedTokensTests
{
    [Theory]
    // -0.5; the last token was made up by the model
    [InlineData("The|_capital|_is|_Paris|.", "null,-3,-2,-0.5,-9", "The capital is", " Paris", -0.5)]
    // two tokens: -0.25 + -1
    [InlineData("A|_Par|is|!", "null,-0.25,-1,-9", "A", " Paris", -1.25)]
    // a special token before the text shifts every offset, but not what is spelled
    [InlineData("<s>|is|_Paris|!", "null,-2,-0.5,-9", "is", " Paris", -0.5)]
    // servers that decode token by token lose blanks or show SentencePiece's
    [InlineData("is|Paris|!", "null,-0.5,-9", "is", " Paris", -0.5)]
    [InlineData("\u2581is|\u2581Paris|!", "null,-0.5,-9", "is", " Paris", -0.5)]
    // the blank at the end of "is " is a token of its own and belongs to the continuation: -1 + -0.5
    [InlineData("is|_|4|!", "null,-1,-0.5,-9", "is ", "4", -1.5)]
    // or it is the beginning of the next token
    [InlineData("is|_4|!", "null,-0.5,-9", "is ", "4", -0.5)]
    // "ab" + "cd": "bc" crosses the border and belongs to the context
    [InlineData("a|bc|d|!", "null,-3,-0.5,-9", "ab", "cd", -0.5)]
    // beyond the basic plane: one character for the server, two for .NET
    [InlineData("\U0001F600\U0001F600|_\U0001F600|!", "null,-0.5,-9", "\U0001F600\U0001F600", " \U0001F600", -0.5)]
    // nothing before: the special token has no log-probability and is not the text's
    [InlineData("<s>|Pa|ris|!", "null,-1,-0.5,-9", "", "Paris", -1.5)]
    // the beginning of a prompt may be spelled otherwise, or be cut off
    [InlineData("...|is|_Paris|!", "-7,-2,-0.5,-9", "Long ago, what is", " Paris", -0.5)]
    // "뷁" is EB B7 81, shown as parts of a character between legible tokens: -1 + -2 + -0.5
    [InlineData("답|:|\uFFFD|\uFFFD|어|!", "null,-3,-1,-2,-0.5,-9", "답:", " 뷁어", -3.5)]
    // parts beside legible characters in one token: -1 + -0.5
    [InlineData("답|:|_가\uFFFD|\uFFFD나|!", "null,-3,-1,-0.5,-9", "답:", " 가뷁나", -1.5)]
    // bytes that are told: 81 ends the context's "뷁", EA B0 80 is "가"
    [InlineData("bytes:\\xeb\\xb7|<0x81>|bytes:\\xea\\xb0\\x80|!", "null,-3,-0.5,-9", "뷁", "가", -0.5)]
    public void Tail_Echo_IsTheSumOverTheContinuation(string tokens, string values, string prompt, string continuation, double nats) =>
        Assert.Equal(nats, Of(tokens, values).Tail(prompt, continuation).Nats);

    [Fact]
    public void Tail_NothingGenerated_LeavesNoTokenOut() =>
        Assert.Equal(-0.5, Of("is|_Paris", "null,-0.5", generated: 0).Tail("is", " Paris").Nats);

    [Theory]
    [InlineData("""[null,{" Paris":-0.5,"Paris":-0.5},{"x":-9}]""", true)]
    [InlineData("""[null,{" Rome":-0.4," Paris":-0.5},{"x":-9}]""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void Tail_TopLogprobs_TellWhetherItIsGreedy(string tops, bool isGreedy) =>
        Assert.Equal(isGreedy, Of("is|_Paris|!", "null,-0.5,-9", tops: tops).Tail("is", " Paris").IsGreedy);

    [Theory]
    [InlineData("is|_Rome|!", "null,-0.5,-9", "is", "the echoed tokens do not spell the text: 'Rome' stands where 'isParis' ends")]
    [InlineData("a|isParis|!", "null,-0.5,-9", "ais", "no token of the echoed text lies wholly within the continuation 'Paris'")]
    [InlineData("ris|!", "-0.5,-9", "is", "the echoed text is shorter than the continuation")]
    [InlineData("is|Paris|!", "null,null,-9", "is", "the token 'Paris' of the continuation has no log-probability")]
    [InlineData("Paris|!", "null,-9", "", "the token 'Paris' of the continuation has no log-probability")]
    [InlineData("is|Paris|!", "null,-0.5", "is", "'logprobs' has 3 tokens and 2 token_logprobs")]
    [InlineData("", "", "is", "'logprobs' has 1 tokens and 0 token_logprobs")]
    public void Tail_CannotBeTold_IsNeverANumber(string tokens, string values, string prompt, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<AnswerFormatException>(() => Of(tokens, values).Tail(prompt, "Paris")).Message);

    [Fact]
    public void Tail_PartsOfCharactersOnBothSidesOfTheBorder_IsNotGuessed() => Assert.Equal(
        // six bytes in four tokens: the border after the third byte may be behind the first, second or third
        "the echoed tokens show parts of characters only, so that the border of the continuation cannot be told",
        Assert.Throws<AnswerFormatException>(() => Of("\uFFFD|\uFFFD|\uFFFD|\uFFFD|!", "-1,-1,-1,-1,-9").Tail("뷁", "뷁")).Message);

    [Fact]
    public void Tail_BytesCutAnywhere_IsTheTokensFromTheBorderOn()
    {
        var random = new Random(4);
        var (told, refused) = (0, 0);
        for (var round = 0; round < 2000; round++)
        {
            var (prompt, continuation) = (Some(random), Some(random));
            var bytes = Encoding.UTF8.GetBytes(prompt + continuation);
            var border = Encoding.UTF8.GetByteCount(prompt);
            var tokens = new List<EchoedToken>();
            var expected = 0.0;
            for (var begin = 0; begin < bytes.Length;)
            {
                var end = Math.Min(bytes.Length, begin + random.Next(1, 6));
                tokens.Add(new(Encoding.UTF8.GetString(bytes[begin..end]), -tokens.Count - 1, IsLikeliest: true));
                expected += begin >= border ? tokens[^1].Nats!.Value : 0;
                begin = end;
            }

            try
            {
                // Sums of whole numbers are exact.
                Assert.Equal(expected, new EchoedTokens(tokens).Tail(prompt, continuation).Nats);
                told++;
            }
            catch (AnswerFormatException)
            {
                refused++;
            }
        }

        // Those that are refused have no token of their own or only parts of characters at the border.
        Assert.InRange(refused, 1, told / 4);
    }

    [Fact]
    public void Of_NoLogprobs_SaysWhatIsMissing() => Assert.Equal(
        "the first choice has no 'logprobs', which the likelihood of a text needs",
        Assert.Throws<AnswerFormatException>(() => EchoedTokens.Of(Json("""{"text":"x","logprobs":null}"""), null)).Message);

    private static EchoedTokens Of(string tokens, string values, int? generated = null, string tops = "[]") => EchoedTokens.Of(
        Json($$$"""{"logprobs":{"tokens":[{{{Quoted(tokens)}}}],"token_logprobs":[{{{values}}}],"top_logprobs":{{{tops}}}}}"""),
        generated);

    private static string Quoted(string tokens) => string.Join(',', tokens.Split('|').Select(static token => $"\"{token.Replace('_', ' ').Replace("\\", "\\\\")}\""));

    private static string Some(Random random) => string.Concat(Enumerable.Range(0, random.Next(3, 12)).Select(_ => random.GetItems(["a", "b", "가", "뷁", "é", "\U0001F600"], 1)[0]));
}

using BenchHub.Evaluation.Analytics;

namespace BenchHub.Evaluation.Tests.Analytics;

public sealed class TextTests
{
    [Theory]
    [InlineData("What is the capital of France?", "Latin")]
    [InlineData("Straße nach Zürich", "Latin")]
    [InlineData("대한민국의 수도는 어디인가요?", "Hangul")]
    [InlineData("Python에서 리스트를 정렬하는 방법은?", "Hangul")]
    [InlineData("日本の首都はどこですか", "Kana")]
    [InlineData("中国的首都是哪里", "Han")]
    [InlineData("Какая столица России?", "Cyrillic")]
    [InlineData("ما هي عاصمة مصر؟", "Arabic")]
    [InlineData("מהי בירת ישראל?", "Hebrew")]
    [InlineData("กรุงเทพ", "Thai")]
    [InlineData("ᚠᚢᚦ", "other")]
    [InlineData("2 + 2 = 4 🎉", "no letters")]
    [InlineData("", "no letters")]
    [InlineData("\ud800", "no letters")]
    public void Of_Text_NamesItsScript(string text, string script) => Assert.Equal(script, TextScript.Of(text));

    [Theory]
    [InlineData("What IS that?!", "what|is|that")]
    [InlineData("ｆｕｌｌ width", "full|width")]
    [InlineData("3.14 and x²", "3|14|and|x²")]
    [InlineData("東京 tower", "東|京|tower")]
    [InlineData("tower東京2", "tower|東|京|2")]
    [InlineData("서울은 어디", "서울은|어디")]
    [InlineData("<b>bold</b>", "b|bold|b")]
    [InlineData("🎉\ud800", "")]
    public void Tokens_Text_AreItsWords(string text, string words) => Assert.Equal(words, string.Join('|', WordTokens.Of(text)));

    [Fact]
    public void Without_ATemplate_LeavesWhatDiffers()
    {
        Assert.Equal(["1 + 1", "2 x 2"], SharedParts.Without(["Question: 1 + 1 \nAnswer:", "Question: 2 x 2 \nAnswer:"]).Select(static text => text.Trim()));
        Assert.Equal(["what is a", "what was b"], SharedParts.Without(["Q: what is a", "Q: what was b"]).Select(static text => "what " + text));
        Assert.Equal(["a b", "a b"], SharedParts.Without(["a b", "a b"]));
        Assert.Equal(["a ", "a b"], SharedParts.Without(["a ", "a b"]));
        Assert.Empty(SharedParts.Without([]));
    }

    [Fact]
    public void Text_Words_AreWrittenAsPeopleDo()
    {
        Assert.Equal("how many", WordTokens.Text(["how", "many"]));
        Assert.Equal("東京 tower", WordTokens.Text(["東", "京", "tower"]));
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchHub.Evaluation.Metrics.Text.Words;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Words;

public sealed class PorterStemmerTests
{
    private static readonly JsonElement Stems = AnswerReference.Load("answers_reference.json").GetProperty("stems");

    [Fact]
    public void Stem_ShownWords_EqualNltk() => Assert.All(
        Stems.GetProperty("shown").EnumerateObject(), static word => Assert.Equal((word.Name, word.Value.GetString()), (word.Name, Stem(word.Name))));

    // Every root with every one and two suffixes: 650,000 words, of which the reference keeps a hash of all stems.
    [Fact]
    public void Stem_RootsWithAnyTwoSuffixes_EqualNltk()
    {
        var suffixes = Strings("suffixes");
        var stems = (from root in Strings("roots") from first in suffixes from second in suffixes.Prepend("") select Stem(root + first + second)).ToArray();

        Assert.Equal(Stems.GetProperty("words").GetInt32(), stems.Length);
        Assert.Equal(Stems.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', stems)))));
    }

    [Theory]
    [InlineData("relational", "relat")] // -ational to -ate, then the e goes behind m = 2
    [InlineData("hopping", "hop")] // -ing, then the doubled p
    [InlineData("hoping", "hope")] // -ing; m = 1 and consonant, vowel, consonant get an e back
    [InlineData("falling", "fall")] // a doubled l stays
    [InlineData("feed", "feed")] // -eed needs m > 0
    [InlineData("generally", "gener")] // -alli before the other rules, then -al
    [InlineData("skies", "sky")]
    [InlineData("dies", "die")] // four letters
    [InlineData("be", "be")] // too short
    [InlineData("", "")]
    public void Stem_Word_LosesItsSuffixes(string word, string stem) => Assert.Equal(stem, Stem(word));

    private static string[] Strings(string name) => [.. Stems.GetProperty(name).EnumerateArray().Select(static text => text.GetString()!)];

    private static string Stem(string word)
    {
        int[] points = [.. word.EnumerateRunes().Select(static rune => rune.Value)];
        var length = PorterStemmer.Stem(points);
        return string.Concat(points.Take(length).Select(char.ConvertFromUtf32));
    }
}

using System.Text.Json;
using BenchHub.Evaluation.Metrics.Text.Tokenizers;

namespace BenchHub.Evaluation.Tests.Metrics.Text.Tokenizers;

/// <summary>
/// Every character there is, against Python. Where its Unicode is older than .NET's and leaves a character unassigned, ours may know more.
/// </summary>
public sealed class PythonTextTests
{
    private static readonly JsonElement Python = TextReference.Read("python_unicode.json");
    private static readonly bool[] Unassigned = TextReference.Points(Python.GetProperty("unassigned"));

    [Fact]
    public void Is_EveryCharacter_EqualsPython()
    {
        var space = TextReference.Points(Python.GetProperty("space"));

        Assert.All(Enumerable.Range(0, 0x1_0000), point => Assert.Equal(space[point], WhiteSpace.Is((char)point)));
        Assert.DoesNotContain(true, space[0x1_0000..]);
    }

    [Fact]
    public void Write_EveryCharacter_EqualsPython()
    {
        var lower = Python.GetProperty("lower").EnumerateArray()
            .ToDictionary(static pair => pair[0].GetInt32(), static pair => string.Concat(pair[1].EnumerateArray().Select(static c => TextReference.Character(c.GetInt32()))));

        AssertEveryCharacter(point => lower.GetValueOrDefault(point, TextReference.Character(point)) == Lower(TextReference.Character(point)));
    }

    [Fact]
    public void Write_SigmaBesideEveryCharacter_EqualsPython()
    {
        var (cased, passed, stopped) = (Ranges("cased"), Ranges("ignorable_or_cased"), Ranges("no_final_before"));

        // Unicode 15 made U+1171E a nonspacing mark, which Python 3.11 (Unicode 14) does not know.
        AssertEveryCharacter(point => point == 0x1171E || (TextReference.Character(point) is var c
            && Lower(c + "Σ").EndsWith('ς') == cased[point]
            && Lower("A" + c + "Σ").EndsWith('ς') == passed[point]
            && Lower("AΣ" + c).Contains('σ') == stopped[point]));
    }

    [Theory]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("S")]
    public void Intl_EveryCharacter_HasTheCategoryOfPython(string category)
    {
        // Between letters a number joins, punctuation and symbols stand apart; between digits only symbols do.
        var (inside, unassigned) = (Ranges($"regex_{category}"), Ranges("regex_Cn"));
        var space = Ranges("space");
        var probes = category == "N"
            ? (Func<string, bool>)(static c => Tokens($"a{c}.5") == 1 && Tokens($"a{c}a") == 1)
            : category == "P" ? static c => Tokens($"a{c}a") == 3 && Tokens($"5{c}5") == 1 : static c => Tokens($"5{c}5") == 3;

        AssertEveryCharacter(point => space[point] || unassigned[point] || probes(TextReference.Character(point)) == inside[point]);
    }

    private static void AssertEveryCharacter(Func<int, bool> holds)
    {
        var wrong = Enumerable.Range(0, 0x11_0000).Where(point => !Unassigned[point] && !holds(point)).Select(static point => $"U+{point:X4}");

        Assert.Equal([], wrong.Take(20));
    }

    private static bool[] Ranges(string name) => TextReference.Points(Python.GetProperty(name));

    private static string Lower(string text)
    {
        var lower = new char[text.Length * 2];
        return new(lower, 0, LowerCase.Write(text, lower));
    }

    private static int Tokens(string text) => Cut.Tokens("intl", text).Count;
}

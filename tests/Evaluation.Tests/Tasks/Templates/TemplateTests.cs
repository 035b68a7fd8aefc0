using System.Diagnostics;
using System.Text.Json;
using BenchHub.Evaluation.Tasks.Templates;
using FsCheck.Fluent;

namespace BenchHub.Evaluation.Tests.Tasks.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("a\n{{ qustion }}", "template line 2, column 4: 'qustion' is not in the record.")]
    [InlineData("{{ q.x }}", "template line 1, column 6: a text has no item 'x'.")]
    [InlineData("{{ list[7] }}", "template line 1, column 8: there is no item 7 among 3.")]
    [InlineData("{{ obj.b }}", "template line 1, column 8: the object has no field 'b'.")]
    [InlineData("{{ q | shout }}", "template line 1, column 8: there is no filter 'shout'; those that are: abs, capitalize,")]
    [InlineData("{% macro x() %}", "template line 1, column 4: the tag 'macro' is not supported; if, for and set are.")]
    [InlineData("{% import 'os' %}", "template line 1, column 4: the tag 'import' is not supported")]
    [InlineData("{{ q.__class__ }}", "template line 1, column 6: a text has no item '__class__'.")]
    [InlineData("{{ q.format(1) }}", "template line 1, column 6: the method 'format' is not supported; those that are:")]
    [InlineData("{{ cycler('a') }}", "template line 1, column 4: the function 'cycler' is not supported; only range is.")]
    [InlineData("{{ '%d' % 3 }}", "template line 1, column 9: formatting with % is not supported")]
    [InlineData("{% if q %}\nx", "template line 2, column 2: the template ends, and 'endif' is still expected.")]
    [InlineData("{% for x in list %}{% endif %}", "template line 1, column 23: 'endif' belongs to no open tag.")]
    [InlineData("{{ q", "template line 1, column 1: the tag has no end '}}'.")]
    [InlineData("{{ 'a }}", "template line 1, column 4: the text has no end '.")]
    [InlineData("{{ 9223372036854775807 + 1 }}", "template line 1, column 24: the result of + does not fit 64 bits.")]
    [InlineData("{{ list[::0] }}", "template line 1, column 8: the step of a slice cannot be 0.")]
    [InlineData("{% set a, b = list %}", "template line 1, column 4: 2 names are given for 3 values.")]
    [InlineData("{{ [] | first }}", "template line 1, column 9: there is no first item.")]
    [InlineData("{% for x in list recursive %}{% endfor %}", "template line 1, column 18: recursive loops are not supported.")]
    [InlineData("{{ q | replace('a') }}", "template line 1, column 8: 'replace' needs the argument 'new'.")]
    [InlineData("{{ q | round(nosuch=1) }}", "template line 1, column 8: 'round' has no argument 'nosuch'.")]
    [InlineData(@"{{ '\N{BULLET}' }}", @"template line 1, column 4: the escape \N{…} is not supported")]
    [InlineData(@"{{ '\xZZ' }}", "template line 1, column 4: an escape needs 2 hexadecimal digits of a character.")]
    public void Render_WhatCannotBe_SaysWhereAndWhy(string template, string message) =>
        Assert.StartsWith(message, Assert.Throws<TemplateException>(() => Render(template)).Message);

    [Theory]
    [InlineData("{% for a in range(1000000) %}{% for b in range(1000000) %}x{% endfor %}{% endfor %}")]
    [InlineData("{{ range(100000000000) }}")]
    [InlineData("{{ 'x' * 100000000000 }}")]
    [InlineData("{{ 'x' * 9223372036854775807 }}")]
    [InlineData("{{ 'x'.zfill(100000000000) }}")]
    [InlineData("{% set x = 'ab' %}{% for i in range(500) %}{% set x = (x * 2).replace('a', x * 1000) %}{{ x.replace('a', x * 1000) * 1000 }}{% endfor %}")]
    [InlineData("{% for i in range(999000) %}{{ 'x' * 10000000 }}{% endfor %}")]
    public void Render_Bomb_IsRefusedSoon(string template)
    {
        var watch = Stopwatch.StartNew();

        Assert.Matches("would be longer|more than 1000000 steps", Assert.Throws<TemplateException>(() => Render(template)).Message);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("(", ")", "1")]
    [InlineData("[", "]", "1")]
    [InlineData("not ", "", "q")]
    [InlineData("-", "", "1")]
    [InlineData("", " + 1", "1")]
    [InlineData("", "[0]", "list")]
    [InlineData("", " if q else 1", "1")]
    public void Parse_DeepNesting_IsRefusedAndDoesNotOverflow(string before, string after, string inner)
    {
        const int Depth = 100_000;
        var template = "{{ " + string.Concat(Enumerable.Repeat(before, Depth)) + inner + string.Concat(Enumerable.Repeat(after, Depth)) + " }}";

        Assert.Matches("levels deep|parts|longer than", Assert.Throws<TemplateException>(() => Template.Parse(template)).Message);
    }

    [Fact]
    public void Parse_NestedTags_AreRefusedWhenTheyAreTooDeep() => Assert.Contains(
        "nested more than 50",
        Assert.Throws<TemplateException>(() => Template.Parse(string.Concat(Enumerable.Repeat("{% if q %}", 100_000)))).Message);

    [Fact]
    public void Parse_LongChainWithinTheLimit_IsRendered() =>
        Assert.Equal("1001", Render("{{ 1" + string.Concat(Enumerable.Repeat(" + 1", 1_000)) + " }}"));

    [Fact]
    public void Render_TextWithoutTags_IsItself() => Property.Holds(
        Gen.Elements("a", "{", "}", "%", "#", " ", "\n", "가", "😀", "-").ListOf().Select(static parts => string.Concat(parts))
            .Where(static text => !text.Contains("{{") && !text.Contains("{%") && !text.Contains("{#")),
        static text => Template.Parse(text).Render(Record) == text);

    [Fact]
    public void Render_AnyPiecesOfTemplates_RendersOrIsRefused() => Property.Holds(
        Gen.Elements(
            "{{", "}}", "{%", "%}", "{#", "#}", "q", "list", "obj", "if", "else", "elif", "endif", "for", "in", "endfor", "set", "=", "x", "1", "2.5", "'s'", "\"", "'", "|",
            "length", "join", "tojson", "int", "round", "default", ".", "strip", "split", "(", ")", "[", "]", ":", ",", "~", "+", "-", "*", "/", "//", "**", "%", "is", "not", "defined",
            "none", "==", "<", "and", "or", " ", "\n", "loop", "index", "range", "{", "}", "\\", "\0", "é", "1e999", "99999999999999999999").ListOf()
            .Select(static parts => string.Join(' ', parts)),
        static template =>
        {
            try
            {
                _ = Render(template);
            }
            catch (TemplateException)
            {
            }

            return true;
        },
        tests: 5_000);

    [Fact]
    public void Render_Slices_AreWhatTheirDefinitionSays() => Property.Holds(
        from items in Gen.Choose(0, 9).ListOf()
        from start in Gen.Choose(-12, 12)
        from stop in Gen.Choose(-12, 12)
        from step in Gen.Choose(1, 4)
        select (items: items.ToArray(), start, stop, step),
        static sample =>
        {
            var n = sample.items.Length;
            int Bound(int i) => Math.Clamp(i < 0 ? i + n : i, 0, n);
            var expected = Enumerable.Range(0, n).Where(i => i >= Bound(sample.start) && i < Bound(sample.stop) && (i - Bound(sample.start)) % sample.step == 0).Select(i => sample.items[i]);
            var rendered = Template.Parse($"{{{{ x[{sample.start}:{sample.stop}:{sample.step}] | join(' ') }}}}").Render(JsonSerializer.SerializeToElement(new { x = sample.items }));
            return rendered == string.Join(' ', expected);
        });

    [Fact]
    public void Render_ReprOfAnyTexts_ReadsBackAsTheSame() => Property.Holds(
        Gen.Elements("a", "'", "\"", "\\", "\n", "\t", "\0", "가", "😀", "\u00A0", "\u200B", "{", "#").ListOf().Select(static parts => string.Concat(parts)).ListOf(),
        static texts =>
        {
            var printed = Template.Parse("{{ x }}").Render(JsonSerializer.SerializeToElement(new { x = texts.ToArray() }));
            return ((object?[])PythonLiteral.Parse(printed)!).SequenceEqual(texts);
        });

    [Theory]
    [InlineData("os.system('x')")]
    [InlineData("[x]")]
    [InlineData("1 + 1")]
    [InlineData("['a'")]
    [InlineData("'a' | upper")]
    [InlineData("")]
    public void Literal_OfSomethingElse_IsNone(string text) => Assert.False(PythonLiteral.TryParse(text, out _));

    private static readonly JsonElement Record = JsonSerializer.SerializeToElement(new { q = "What?", list = new[] { 1, 2, 3 }, obj = new { a = 1 } });

    private static string Render(string template) => Template.Parse(template).Render(Record);
}

using System.Globalization;
using System.Text.RegularExpressions;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Statistics.Gates;

/// <summary>Reads the text of a gate from left to right.</summary>
internal sealed partial class GateReader(string text)
{
    private int _place;

    public Gate Read()
    {
        var metric = Metric();
        var comparison = Next(Operators()) switch
        {
            ">=" or "≥" => GateOperator.AtLeast,
            ">" => GateOperator.MoreThan,
            "<=" or "≤" => GateOperator.AtMost,
            "<" => GateOperator.LessThan,
            _ => throw Expected("one of >=, >, <= and <"),
        };
        double? target = Next(Baseline()) is not null ? null : Number() ?? throw Expected("'baseline' or a number");
        var (margin, isRelative) = Margin();
        return new(metric, comparison, target, margin, isRelative, Level());
    }

    /// <summary>Everything before the operator, which no name of a metric contains.</summary>
    private Metric Metric()
    {
        var end = text.AsSpan().IndexOfAny("<>≤≥");
        var name = (end < 0 ? text : text[..end]).Trim();
        if (name.Length == 0)
        {
            throw Expected("a metric");
        }

        if (end < 0)
        {
            // Where the operator was to be: after the first word.
            var blank = text.IndexOf(' ', text.IndexOf(name[0], StringComparison.Ordinal));
            _place = blank < 0 ? text.Length : blank;
            throw Expected("one of >=, >, <= and <");
        }

        _place = end;
        return MetricCatalog.Resolve(name);
    }

    private (double Margin, bool IsRelative) Margin()
    {
        if (Next(Signs()) is not { } sign)
        {
            return (0, false);
        }

        var size = Number() ?? throw Expected("a number");
        var isRelative = Next(Percents()) is not null;
        return ((sign == "+" ? size : -size) / (isRelative ? 100 : 1), isRelative);
    }

    private double Level()
    {
        if (Rest().Length == 0)
        {
            return Gate.DefaultLevel;
        }

        _ = Next(Ats()) ?? throw Expected("'@' and a level, or the end");
        var before = _place;
        var level = Number() ?? throw Expected("a level such as 95%");
        _ = Next(Percents()) ?? throw Expected("'%'");
        if (level is not (>= 50 and < 100))
        {
            _place = before;
            throw Expected("a level from 50% to less than 100%");
        }

        return Rest().Length == 0 ? level / 100 : throw Expected("the end");
    }

    private double? Number()
    {
        if (Next(Numbers()) is not { } number)
        {
            return null;
        }

        var value = double.Parse(number, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value : throw Expected("a number that can be held");
    }

    private string? Next(Regex token)
    {
        Rest();
        var match = token.Match(text, _place);
        if (!match.Success)
        {
            return null;
        }

        _place += match.Length;
        return match.Value;
    }

    /// <summary>What is left, after blanks.</summary>
    private ReadOnlySpan<char> Rest()
    {
        while (_place < text.Length && char.IsWhiteSpace(text[_place]))
        {
            _place++;
        }

        return text.AsSpan(_place);
    }

    private GateSyntaxException Expected(string what)
    {
        var rest = Rest();
        var found = rest.Length == 0 ? "the end" : $"'{rest[..Math.Min(20, rest.Length)]}'";
        return new($"Column {_place + 1} of the gate: expected {what}, found {found}. A gate reads like: ndcg@10 >= baseline - 0.01 @ 95%", _place + 1);
    }

    [GeneratedRegex(@"\G(>=|<=|[<>≤≥])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operators();

    [GeneratedRegex(@"\Gbaseline(?![\w.])", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Baseline();

    [GeneratedRegex(@"\G[+-]", RegexOptions.None, 1000)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\G(\d{1,300}(\.\d{0,300})?|\.\d{1,300})([eE][+-]?\d{1,3})?(?![\w.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\G%", RegexOptions.None, 1000)]
    private static partial Regex Percents();

    [GeneratedRegex(@"\G@", RegexOptions.None, 1000)]
    private static partial Regex Ats();
}

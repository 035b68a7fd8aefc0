using System.Globalization;
using BenchHub.Evaluation.Metrics;

namespace BenchHub.Evaluation.Trec;

/// <summary>Parameters of a measure as trec_eval reads them after the point: numbers with commas between.</summary>
internal static class TrecParameters
{
    /// <summary>Rising cutoffs.</summary>
    public static IEnumerable<int> Cutoffs(string measure, string? given, string[] defaults) =>
        Distinct(measure, given, (given?.Split(',') ?? defaults).Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cutoff) && cutoff is >= 1 and <= MetricName.MaximumCutoff
                ? cutoff
                : throw Refused(measure, given, $"a cutoff is a whole number from 1 to {MetricName.MaximumCutoff}")));

    /// <summary>Rising numbers, as trec_eval prints them in a name and as we do.</summary>
    public static IEnumerable<(string Printed, string Canonical)> Shares(string measure, string? given, string[] defaults) =>
        Distinct(measure, given, (given?.Split(',') ?? defaults).Select(text => Number(measure, given, text)))
            .Select(static number => (number.ToString("F2", CultureInfo.InvariantCulture), Text(number)));

    /// <summary>That many numbers in the order in which they are given.</summary>
    public static double[] Numbers(string measure, string? given, string defaults, int count)
    {
        double[] numbers = [.. (given ?? defaults).Split(',').Select(text => Number(measure, given, text))];
        return numbers.Length == count ? numbers : throw Refused(measure, given, $"it takes {count}, as in {measure}.{defaults}");
    }

    public static string[] Texts(string measure, string? given, string defaults, int count) => [.. Numbers(measure, given, defaults, count).Select(Text)];

    /// <summary>The p of rank-biased precision, 0.9 unless given.</summary>
    public static string Persistence(string measure, string? given) => given switch
    {
        null => "0.9",
        ['p', '=', ..] => Text(Number(measure, given, given[2..])),
        _ => throw Refused(measure, given, $"it takes p, as in {measure}.p=0.95; gains for single grades are not supported"),
    };

    /// <summary>The name itself.</summary>
    public static string None(string measure, string? given) => given is null
        ? measure
        : throw Refused(measure, given, "it takes none here; for other gains than the grades, change the grades");

    private static double Number(string measure, string? given, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Refused(measure, given, $"'{text}' is not a number");

    private static T[] Distinct<T>(string measure, string? given, IEnumerable<T> parameters)
    {
        T[] sorted = [.. parameters.Order()];
        return sorted.Distinct().Count() == sorted.Length ? sorted : throw Refused(measure, given, "one is given twice");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static UnknownMetricException Refused(string measure, string? given, string reason) =>
        new($"{measure}.{given}", $"The parameters '{given}' do not suit trec_eval's measure '{measure}': {reason}.");
}

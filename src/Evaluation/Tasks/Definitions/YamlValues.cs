namespace BenchHub.Evaluation.Tasks.Definitions;

/// <summary>Values of keys with the types that they must have; everything else is refused with its line.</summary>
internal static class YamlValues
{
    public static string? Text(this YamlMap map, string key) => map[key]?.Text(key);

    /// <summary>A number is taken as it is written; a boolean is not, since <c>no</c> may have been meant as a word.</summary>
    public static string Text(this YamlNode node, string what) => node switch
    {
        YamlScalar { PlainValue: not (bool or null) } scalar => scalar.Text,
        YamlScalar { PlainValue: bool } scalar => throw scalar.Fail($"'{what}' must be a text; put {scalar.Text} in quotes if that is what is meant."),
        _ => throw node.Fail($"'{what}' must be a text, not {node.Kind}."),
    };

    public static bool? Flag(this YamlMap map, string key) => map[key] switch
    {
        null => null,
        YamlScalar { PlainValue: bool flag } => flag,
        var other => throw other.Fail($"'{key}' must be true or false, not {other.Kind}."),
    };

    public static int? Whole(this YamlMap map, string key, int minimum, int maximum) => map[key] switch
    {
        null => null,
        YamlScalar { PlainValue: long whole } when whole >= minimum && whole <= maximum => (int)whole,
        var other => throw other.Fail($"'{key}' must be a whole number from {minimum} to {maximum}."),
    };

    public static double? Number(this YamlMap map, string key, double minimum, double maximum) => map[key] switch
    {
        null => null,
        YamlScalar { PlainValue: long whole } when whole >= minimum && whole <= maximum => whole,
        YamlScalar { PlainValue: double real } when real >= minimum && real <= maximum => real,
        var other => throw other.Fail($"'{key}' must be a number from {minimum} to {maximum}."),
    };

    /// <summary>A text, or a list of texts; empty where the key is absent.</summary>
    public static IReadOnlyList<string> Texts(this YamlMap map, string key) => map[key] switch
    {
        null => [],
        YamlList list => [.. list.Items.Select(item => item.Text(key))],
        var one => [one.Text(key)],
    };

    public static YamlMap? Map(this YamlMap map, string key) => map[key] switch
    {
        null => null,
        YamlMap inner => inner,
        var other => throw other.Fail($"'{key}' must be a mapping, not {other.Kind}."),
    };

    public static YamlList? List(this YamlMap map, string key) => map[key] switch
    {
        null => null,
        YamlList list => list,
        var other => throw other.Fail($"'{key}' must be a list, not {other.Kind}."),
    };

    /// <summary>Refuses every key that is not among <paramref name="known"/>.</summary>
    public static void Only(this YamlMap map, string what, params IReadOnlyList<string> known)
    {
        if (map.Entries.FirstOrDefault(entry => !known.Contains(entry.Key.Text)) is { } unknown)
        {
            var near = Metrics.NearestNames.To(unknown.Key.Text, known);
            throw unknown.Key.Fail($"{what} has no key '{unknown.Key.Text}'; "
                + (near.Count > 0 ? $"did you mean {string.Join(" or ", near)}?" : $"it may have {string.Join(", ", known)}."));
        }
    }
}

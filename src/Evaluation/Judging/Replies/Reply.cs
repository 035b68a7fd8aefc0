using System.Globalization;
using System.Text.Json;

namespace BenchHub.Evaluation.Judging.Replies;

/// <summary>Reads what a judge's model says. A word that is not among those that were asked for is no verdict, whatever it may mean.</summary>
internal static class Reply
{
    private const int MostStatements = 200;

    public static Reading<Reasoned<double>> Score(string reply, JudgeScale scale) => Read<Reasoned<double>>(reply, "score", (found, value) =>
        Number(value) is not { } score ? NoVerdict("score", value, $"a whole number from {scale.Minimum} to {scale.Maximum}")
        : score != Math.Floor(score) || score < scale.Minimum || score > scale.Maximum
            ? new Defect(Malformation.OffScale, string.Create(CultureInfo.InvariantCulture, $"The score {score:R} is no whole number from {scale.Minimum} to {scale.Maximum}."))
            : new Reasoned<double>(score, Reason(found)));

    public static Reading<Reasoned<bool>> YesOrNo(string reply) => Read<Reasoned<bool>>(reply, "verdict", static (found, value) =>
        Flag(value) is { } flag ? new Reasoned<bool>(flag, Reason(found)) : NoVerdict("verdict", value, "\"yes\" or \"no\""));

    public static Reading<Reasoned<PairChoice>> Winner(string reply) => Read<Reasoned<PairChoice>>(reply, "winner", static (found, value) => Word(value) switch
    {
        "first" => new Reasoned<PairChoice>(PairChoice.First, Reason(found)),
        "second" => new Reasoned<PairChoice>(PairChoice.Second, Reason(found)),
        "tie" => new Reasoned<PairChoice>(PairChoice.Tie, Reason(found)),
        _ => NoVerdict("winner", value, "\"first\", \"second\" or \"tie\""),
    });

    public static Reading<IReadOnlyList<string>> Statements(string reply) =>
        Read<IReadOnlyList<string>>(reply, "statements", static (_, value) => Texts("statements", value));

    public static Reading<(IReadOnlyList<string> Questions, bool Noncommittal)> Questions(string reply, int count) =>
        Read<(IReadOnlyList<string> Questions, bool Noncommittal)>(reply, "questions", (found, value) =>
        {
            var texts = Texts("questions", value);
            return texts.Defect is { } defect ? defect
                : texts.Value!.Count != count ? new Defect(Malformation.Incomplete, $"There should be {count} questions, not {texts.Value.Count}.")
                : found.Field("noncommittal") is not { } evasive ? new Defect(Malformation.MissingField, "The JSON object has no field \"noncommittal\".")
                : Flag(evasive) is { } flag ? (texts.Value, flag)
                : NoVerdict("noncommittal", evasive, "true or false");
        });

    /// <summary>One verdict for each of so many statements, by their numbers, which may come in any order.</summary>
    public static Reading<IReadOnlyList<Reasoned<bool>>> Verdicts(string reply, int count) => Read<IReadOnlyList<Reasoned<bool>>>(reply, "verdicts", (_, value) =>
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return NoVerdict("verdicts", value, "a list");
        }

        var verdicts = new Reasoned<bool>?[count];
        foreach (var entry in value.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || entry.Field("number") is not { } numbered || entry.Field("verdict") is not { } verdict)
            {
                return new Defect(Malformation.MissingField, "Each of \"verdicts\" needs the fields \"number\" and \"verdict\".");
            }

            if (Number(numbered) is not { } number || number != Math.Floor(number) || number < 1 || number > count || verdicts[(int)number - 1] is not null)
            {
                return new Defect(Malformation.Incomplete, $"Each statement from 1 to {count} needs one verdict; there is a wrong or repeated number.");
            }

            if (Flag(verdict) is not { } flag)
            {
                return NoVerdict("verdict", verdict, "\"yes\" or \"no\"");
            }

            verdicts[(int)number - 1] = new(flag, Reason(entry));
        }

        return Array.IndexOf(verdicts, null) is >= 0 and var missing
            ? new Defect(Malformation.Incomplete, $"There is no verdict on statement {missing + 1}; each from 1 to {count} needs one.")
            : verdicts!;
    });

    private static Reading<T> Read<T>(string reply, string field, Func<JsonElement, JsonElement, Reading<T>> read)
    {
        var found = ReplyObjects.Find(reply, field);
        return found.Defect is { } defect ? defect : read(found.Value, found.Value.Field(field)!.Value);
    }

    private static Reading<IReadOnlyList<string>> Texts(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return NoVerdict(field, value, "a list of texts");
        }

        string?[] texts = [.. value.EnumerateArray().Select(static entry => Text(entry)?.Trim())];
        return texts.Any(string.IsNullOrEmpty) ? new Defect(Malformation.NoSuchVerdict, $"Each of \"{field}\" must be a text that is not empty.")
            : texts.Length > MostStatements ? new Defect(Malformation.TooLong, $"There are {texts.Length} {field}; {MostStatements} are the most that can be judged.")
            : texts!;
    }

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : Text(value) is { } text && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static bool? Flag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => Word(value) switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            _ => null,
        },
    };

    private static string? Word(JsonElement value) => Text(value)?.Trim().ToLowerInvariant();

    private static string Reason(JsonElement found) => found.Field("reason") is { } reason ? Text(reason)?.Trim() ?? "" : "";

    // Half of a surrogate pair can be escaped in JSON, and is no text.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Defect NoVerdict(string field, JsonElement value, string allowed)
    {
        var raw = value.GetRawText();
        return new(Malformation.NoSuchVerdict, $"\"{field}\" must be {allowed}, not {(raw.Length <= 60 ? raw : raw[..60] + "…")}.");
    }
}

using System.Globalization;
using System.Numerics;

namespace BenchHub.Grains.Schedules;

/// <summary>What one of the five fields of a cron expression may say: numbers or names, ranges, steps, lists, or <c>*</c>.</summary>
internal sealed record CronField(string Name, int Low, int High, params string[] Names)
{
    public static readonly CronField Minute = new("minute", 0, 59);
    public static readonly CronField Hour = new("hour", 0, 23);
    public static readonly CronField Day = new("day of month", 1, 31);
    public static readonly CronField Month = new("month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /// <summary>7 is Sunday too, so that FRI-SUN is a range.</summary>
    public static readonly CronField Weekday = new("day of week", 0, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /// <exception cref="RefusedException">With the field and what it may say.</exception>
    public CronValues Parse(string text)
    {
        var bits = 0UL;
        foreach (var part in text.Split(','))
        {
            bits |= Part(part, text);
        }

        return new(Names.Length == 7 ? (bits | (bits >> 7)) & 0x7F : bits, text.StartsWith('*'));
    }

    private ulong Part(string part, string field)
    {
        var (range, step) = part.Split('/') switch
        {
            [var all] => (all, null),
            [var all, var every] => (all, every),
            _ => throw Wrong(field, $"'{part}' has more than one step"),
        };
        var (first, last) = range.Split('-') switch
        {
            ["*"] => (Low, Names.Length == 7 ? 6 : High),
            [var one] => (Value(one, field), step is null ? Value(one, field) : High),
            [var from, var to] => (Value(from, field), Value(to, field)),
            _ => throw Wrong(field, $"'{range}' is no range"),
        };
        if (first > last && last == 0)
        {
            last = High; // FRI-SUN: Sunday ends a week as well as it begins one.
        }

        if (first > last)
        {
            throw Wrong(field, $"the range {range} runs backwards");
        }

        var bits = 0UL;
        for (var value = first; value <= last; value += Step(step, field))
        {
            bits |= 1UL << value;
        }

        return bits;
    }

    private int Value(string text, string field)
    {
        var name = Array.FindIndex(Names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name >= 0 ? Names.Length == 7 ? name : name + 1
            : !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? throw Wrong(field, text.Length == 0 ? "a value is missing" : $"'{text}' is no {Name}")
            : number < Low || number > High ? throw Wrong(field, $"{number} is not {Low} to {High}")
            : number;
    }

    private int Step(string? text, string field) => text is null ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= High ? number
        : throw Wrong(field, $"the step '{text}' is not 1 to {High}");

    private RefusedException Wrong(string field, string what) => new(
        Refusal.Invalid,
        $"The {Name} '{field}' of the cron expression is wrong: {what}. It takes {Low} to {High}{(Names.Length == 0 ? "" : $" or {Names[0]} to {Names[^1]}")}, ranges (1-5), steps (*/2), lists (1,3) and *; not L, W, # or ?.",
        "cron");
}

/// <summary>The values that a field names.</summary>
/// <param name="Bits">Bit n stands for the value n; of the weekdays bit 0 for Sunday.</param>
/// <param name="IsStar">Whether it begins with <c>*</c> and so leaves the choice of days to the other field.</param>
internal readonly record struct CronValues(ulong Bits, bool IsStar)
{
    public int Count => BitOperations.PopCount(Bits);

    public bool Has(int value) => (Bits >> value & 1) != 0;

    public IEnumerable<int> All
    {
        get
        {
            for (var rest = Bits; rest != 0; rest &= rest - 1)
            {
                yield return BitOperations.TrailingZeroCount(rest);
            }
        }
    }
}

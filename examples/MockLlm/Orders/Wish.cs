using System.Collections.Frozen;

namespace BenchHub.MockLlm;

/// <summary>What the markers <c>[[…]]</c> in a question ask for.</summary>
internal sealed record Wish
{
    public static readonly Wish None = new();

    private delegate Wish? Grant(Wish wish, string argument);

    private static readonly FrozenDictionary<string, Grant> Grants = new Dictionary<string, Grant>
    {
        ["say"] = static (wish, text) => wish with { Text = text },
        ["empty"] = static (wish, _) => wish with { Text = "" },
        ["huge"] = static (wish, size) => Sizes.TryParse(size, out var length) ? wish with { Text = new('x', length) } : null,
        ["length"] = static (wish, _) => wish with { IsHalved = true },
        ["content-filter"] = static (wish, _) => wish with { Text = "", Ends = Finish.ContentFilter },
        ["tool-call"] = static (wish, _) => wish with { Text = "", Ends = Finish.ToolCalls },
        ["truncate"] = static (wish, _) => wish with { Damage = Damage.Cut },
        ["reset"] = static (wish, _) => wish with { Damage = Damage.Reset },
        ["hang"] = static (wish, _) => wish with { Damage = Damage.Hang },
        ["no-end"] = static (wish, _) => wish with { Damage = Damage.NoEnd },
        ["bad-json"] = static (wish, _) => wish with { Damage = Damage.BadJson },
        ["no-answer"] = static (wish, _) => wish with { Damage = Damage.NoAnswer },
        ["html"] = static (wish, _) => wish with { Damage = Damage.Html },
        ["no-usage"] = static (wish, _) => wish with { HidesUsage = true },
        ["cached"] = static (wish, count) => int.TryParse(count, out var cached) && cached >= 0 ? wish with { Cached = cached } : null,
        ["slow"] = static (wish, time) => Durations.TryParse(time, out var slow) ? wish with { Slow = slow.Value } : null,
        ["drip"] = static (wish, time) => Durations.TryParse(time, out var pause) ? wish with { Pause = pause.Value } : null,
        ["quota"] = static (wish, _) => wish with { Failure = new(429, Failure.Quota, "The quota of this account is used up.") },
        ["context-overflow"] = static (wish, _) => wish with { Failure = new(400, "context_length_exceeded", "The prompt is longer than the context of the model.") },
        ["prompt-filter"] = static (wish, _) => wish with { Failure = new(400, "content_filter", "The prompt was refused by the content filter.") },
    }.ToFrozenDictionary();

    private const string Opening = "[[";
    private const string Closing = "]]";
    private const string Once = "once ";

    public string? Text { get; private init; }

    public Finish? Ends { get; private init; }

    public bool IsHalved { get; private init; }

    public Damage Damage { get; private init; }

    public bool HidesUsage { get; private init; }

    public int Cached { get; private init; }

    public TimeSpan Slow { get; private init; }

    /// <summary>Between two pieces of a streamed answer.</summary>
    public TimeSpan Pause { get; private init; }

    public Failure? Failure { get; private init; }

    /// <summary>
    /// All markers together; a later one wins over an earlier one of its kind. What is no marker, such as <c>[[A]]</c>, is
    /// text like any other.
    /// </summary>
    /// <param name="text">The question.</param>
    /// <param name="time">How often it has been asked, from 1: <c>[[once …]]</c> holds for the first time only.</param>
    public static Wish In(string text, int time)
    {
        // From the closing back to the nearest opening, so that no text is looked through twice.
        var wish = None;
        for (int at = 0, close; (close = text.IndexOf(Closing, at, StringComparison.Ordinal)) >= 0; at = close + Closing.Length)
        {
            if (text.AsSpan(at, close - at).LastIndexOf(Opening) is var open and >= 0)
            {
                wish = wish.And(text[(at + open + Opening.Length)..close], time);
            }
        }

        return wish;
    }

    private Wish And(string marker, int time)
    {
        if (marker.StartsWith(Once, StringComparison.Ordinal))
        {
            return time == 1 ? And(marker[Once.Length..], time) : this;
        }

        var (name, argument) = marker.IndexOf(' ') is var space and > 0 ? (marker[..space], marker[(space + 1)..]) : (marker, "");
        return Grants.TryGetValue(name, out var grant) ? grant(this, argument) ?? this
            : name.Length == 3 && int.TryParse(name, out var status) && status is >= 400 and <= 599
                ? this with { Failure = Failure.OnPurpose(status, $"the marker [[{marker}]]", Durations.TryParse(argument, out var wait) ? wait.Value : TimeSpan.FromSeconds(1)) }
                : this;
    }
}

namespace BenchHub.MockLlm;

/// <summary>A token, its log-probability in nats, and the likeliest tokens in its place with theirs, likeliest first.</summary>
internal sealed record TokenOdds(string Token, double LogProbability, IReadOnlyList<(string Token, double LogProbability)> Top);

/// <summary>
/// Made-up log-probabilities that depend on seed, model and the text before. A token that the server answers with itself
/// has a probability between 0.6 and 1 and is the likeliest; any other has less than 0.31 and is not.
/// </summary>
internal sealed class Odds(int seed, string model)
{
    // e^-0.5 = 0.607
    private const double Unsure = 0.5;

    // e^-1.2 = 0.301; the likeliest alternative then has (1 - 0.301) / 2 = 0.349
    private const double Unlikely = 1.2;
    private const double Spread = 7;

    private ulong _context = Fold(Dice.Mix((ulong)seed), model);

    /// <summary>The next token of the text.</summary>
    /// <param name="token">What stands there.</param>
    /// <param name="isOwn">The server would have said it.</param>
    /// <param name="top">How many of the likeliest to name.</param>
    public TokenOdds Next(string token, bool isOwn, int top)
    {
        var chance = Dice.Uniform(_context = Fold(_context, token));
        var value = isOwn ? -Unsure * chance : -(Unlikely + (Spread * chance));

        // What remains is halved again and again: (1 - p) / 2, (1 - p) / 4, …
        var rest = Math.Log(1 - Math.Min(Math.Exp(value), 1 - 1e-9));
        var others = Enumerable.Range(1, isOwn ? Math.Max(0, top - 1) : top).Select(i => ($" instead{i}", rest - (i * Math.Log(2))));
        return new(token, value, [.. isOwn && top > 0 ? others.Prepend((token, value)) : others]);
    }

    // FNV-1a, so that a number is the same in every process.
    private static ulong Fold(ulong context, string text)
    {
        foreach (var c in text)
        {
            context = (context ^ c) * 0x100000001B3;
        }

        return Dice.Mix(context);
    }
}

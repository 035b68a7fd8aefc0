namespace BenchHub.MockLlm;

/// <summary>Turns a request into its answer. Pure but for the clock in the answer's date.</summary>
internal sealed class Answering(IAnswers answers, MockLlmOptions options)
{
    private const int IdLength = 24;

    public IReadOnlyList<string> Models => answers.Models;

    /// <summary>What is asked, as the counts name it.</summary>
    public string QuestionIn(Ask ask) => ask.WantsVectors ? ask.Question : answers.QuestionIn(ask.Question);

    /// <param name="ask">The request.</param>
    /// <param name="question">From <see cref="QuestionIn"/>.</param>
    /// <param name="wish">Of its markers.</param>
    /// <param name="print">Of its bytes.</param>
    /// <param name="time">How often it has been asked, from 1.</param>
    /// <returns>The answer, or why there is none.</returns>
    public (Reply? Reply, Failure? Failure) Answer(Ask ask, string question, Wish wish, Fingerprint print, int time)
    {
        var (own, failure) = wish.Failure is not null ? (null, wish.Failure)
            : ask.WantsVectors ? ("", null)
            : wish.Text is not null ? (wish.Text, null)
            : answers.Find(ask.Model, question);
        if (own is null)
        {
            return (null, failure);
        }

        var (text, finish, stop) = Cut(own, ask, wish);
        var input = ask.Texts.Sum(Tokens.Count);
        return (new()
        {
            Ask = ask,
            Id = $"{print.Hex[..IdLength]}{time}",
            Text = text,
            Finish = wish.Ends ?? finish,
            StopText = stop,
            InputTokens = input,
            CachedTokens = Math.Min(wish.Cached, input),
            OutputTokens = Tokens.Count(text) * ask.Choices,
            HidesUsage = wish.HidesUsage,
            Created = options.Time.GetUtcNow().ToUnixTimeSeconds(),
            Odds = ask.TopTokens is { } top ? OddsOf(ask, own, text, top) : null,
        }, null);
    }

    private static (string Text, Finish Finish, string? Stop) Cut(string own, Ask ask, Wish wish)
    {
        var (text, stop) = ask.Stops.Where(static stop => stop.Length > 0)
            .Select(stop => (At: own.IndexOf(stop, StringComparison.Ordinal), Stop: stop))
            .Where(static found => found.At >= 0)
            .OrderBy(static found => found.At)
            .Select(found => (own[..found.At], (string?)found.Stop))
            .FirstOrDefault((own, null));
        var most = wish.IsHalved ? Tokens.Count(text) / 2 : ask.MostTokens ?? int.MaxValue;
        var first = most < text.Length ? Tokens.First(text, most) : text;
        return first.Length < text.Length ? (first, Finish.Length, null)
            : wish.IsHalved ? (text, Finish.Length, null)
            : (text, stop is null ? Finish.Stop : Finish.StopText, stop);
    }

    private List<TokenOdds> OddsOf(Ask ask, string own, string text, int top)
    {
        var odds = new Odds(options.Seed, ask.Model);
        var prompt = ask.Echoes ? ask.Question : "";
        var ownFrom = OwnEnd(prompt, own);
        var (all, at) = (new List<TokenOdds>(), 0);
        foreach (var token in Tokens.Split(prompt))
        {
            all.Add(odds.Next(token, at >= ownFrom, top));
            at += token.Length;
        }

        all.AddRange(Tokens.Split(text).Select(token => odds.Next(token, isOwn: true, top)));
        return all;
    }

    /// <summary>Where an echoed prompt begins to say what the server would answer; the space before that belongs to it.</summary>
    private static int OwnEnd(string prompt, string own)
    {
        var from = prompt.Length - own.Length;
        return own.Length == 0 || from <= 0 || !prompt.EndsWith(own, StringComparison.Ordinal) ? prompt.Length
            : prompt[from - 1] == ' ' ? from - 1
            : from;
    }
}

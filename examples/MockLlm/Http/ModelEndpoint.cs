using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace BenchHub.MockLlm;

/// <summary>Takes the requests of one protocol: counts each, decides its fate, answers.</summary>
internal sealed class ModelEndpoint(IProtocol protocol, Answering answering, Ledger ledger, Seats seats, KeyCheck key, MockLlmOptions options, CancellationToken stopping)
{
    public async Task Handle(HttpContext http)
    {
        var body = await http.Request.Bytes();
        var print = Fingerprint.Of(protocol.Path, body);
        var (ask, problem) = Parse(body);
        var question = ask is null ? null : answering.QuestionIn(ask);
        var visit = ledger.Open(protocol.Path, print, ask, question);
        var refusal = key.Refusal(http.Request) ?? Lacking(http.Request) ?? problem;
        var ending = Ending.Abandoned;
        try
        {
            ending = refusal is null ? await Seated(http, ask!, question!, print, visit) : await Refuse(http, refusal);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested || stopping.IsCancellationRequested)
        {
            http.Abort();
        }
        finally
        {
            visit.End(ending);
        }
    }

    private async Task<Ending> Seated(HttpContext http, Ask ask, string question, Fingerprint print, Ledger.Visit visit)
    {
        if (!seats.TryTake())
        {
            return await Refuse(http, Failure.Throttled($"{options.MostConcurrent} are under way", options.RetryAfter));
        }

        try
        {
            return await Meet(http, ask, question, print, visit);
        }
        finally
        {
            seats.Leave();
        }
    }

    private async Task<Ending> Meet(HttpContext http, Ask ask, string question, Fingerprint print, Ledger.Visit visit)
    {
        var dice = Dice.For(options.Seed, print, visit.Time);
        if (dice[Chance.Throttle] < options.ThrottleRate)
        {
            return await Refuse(http, Failure.Throttled("by chance", options.RetryAfter));
        }

        var wish = Wish.In(ask.Question, visit.Time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var wait = options.Latency.Draw(dice) + wish.Slow;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, options.Time, leaving.Token);
        }

        if (ErrorByChance(dice, options) is { } error)
        {
            return await Refuse(http, error);
        }

        var (reply, failure) = answering.Answer(ask, question, wish, print, visit.Time);
        if (reply is null)
        {
            return await Refuse(http, failure!);
        }

        await new Delivery(http, protocol, wish, leaving.Token).Send(reply);
        if (wish.Damage is not Damage.None)
        {
            return Ending.Failed;
        }

        leaving.Token.ThrowIfCancellationRequested();
        visit.Page.Pay(reply);
        return Ending.Answered;
    }

    /// <summary>The error that this request was dealt, if any.</summary>
    public static Failure? ErrorByChance(Dice dice, MockLlmOptions options) => dice[Chance.Error] < options.ErrorRate
        ? Failure.OnPurpose(options.ErrorStatuses[(int)(dice[Chance.ErrorStatus] * options.ErrorStatuses.Count)], "by chance", options.RetryAfter)
        : null;

    private async Task<Ending> Refuse(HttpContext http, Failure failure)
    {
        await http.Response.Refuse(failure, protocol);
        return failure.Status == 429 ? Ending.Throttled : Ending.Failed;
    }

    private Failure? Lacking(HttpRequest request) =>
        protocol.NeededHeader is { } header && !request.Headers.ContainsKey(header) ? Failure.Bad($"The header '{header}' is missing.") : null;

    private (Ask? Ask, Failure? Problem) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return (protocol.Read(json.RootElement), null);
        }
        catch (Exception wrong) when (wrong is JsonException or BadAskException or InvalidOperationException)
        {
            return (null, Failure.Bad(wrong is BadAskException ? wrong.Message : $"The body is not JSON: {wrong.Message}"));
        }
    }
}

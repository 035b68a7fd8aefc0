using System.Collections.Concurrent;

namespace BenchHub.MockLlm;

/// <summary>Who asked what how often, since the start or since it was last cleared.</summary>
internal sealed class Ledger
{
    private volatile Page _page = new();

    public Page Now => _page;

    /// <summary>Requests under way end on the old page.</summary>
    public void Clear() => _page = new();

    public Visit Open(string path, Fingerprint print, Ask? ask, string? question)
    {
        var page = _page;
        var request = page.ByRequest.GetOrAdd(print.Hex, static (_, x) => new(x.path, x.ask?.Model), (path, ask));
        var asked = question is null ? null : page.ByQuestion.GetOrAdd((ask!.Model, question), static _ => new(null, null));
        page.Total.Ask();
        asked?.Ask();
        return new(page, request, asked, request.Ask());
    }

    internal sealed class Page
    {
        private long _inputTokens;
        private long _outputTokens;

        public Tally Total { get; } = new(null, null);

        public ConcurrentDictionary<string, Tally> ByRequest { get; } = [];

        public ConcurrentDictionary<(string Model, string Question), Tally> ByQuestion { get; } = [];

        /// <summary>Of whole answers.</summary>
        public (long Input, long Output) Tokens => (Interlocked.Read(ref _inputTokens), Interlocked.Read(ref _outputTokens));

        public void Pay(Reply reply)
        {
            Interlocked.Add(ref _inputTokens, reply.InputTokens);
            Interlocked.Add(ref _outputTokens, reply.OutputTokens);
        }
    }

    /// <param name="Page">Where it is counted.</param>
    /// <param name="Request">Of these very bytes.</param>
    /// <param name="Question">Of this question to this model.</param>
    /// <param name="Time">How often these bytes have been asked, from 1.</param>
    internal sealed record Visit(Page Page, Tally Request, Tally? Question, int Time)
    {
        public void End(Ending ending)
        {
            Page.Total.End(ending);
            Request.End(ending);
            Question?.End(ending);
        }
    }
}

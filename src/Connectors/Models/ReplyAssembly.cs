using System.Text;

namespace BenchHub.Connectors.Models;

/// <summary>Puts the pieces of one answer together.</summary>
internal sealed class ReplyAssembly
{
    private readonly StringBuilder _text = new();
    private ModelReply _last = new();
    private ToldTokens _tokens;
    private string? _finish;
    private TimeSpan? _first;
    private TimeSpan _elapsed;
    private int _pieces;

    public void Add(ModelReply piece, TimeSpan elapsed)
    {
        _pieces++;
        _last = piece;
        _tokens = _tokens.Then(piece.Tokens);
        _finish = piece.FinishReason ?? _finish;
        _elapsed = elapsed;
        if (piece.Text.Length > 0)
        {
            _first ??= elapsed;
            _text.Append(piece.Text);
        }
    }

    public ModelExchanged ToExchanged(ModelRequest request)
    {
        var text = _text.ToString();
        return new(
            _last with { Text = WithoutStop(text, request.Stop), FinishReason = _finish, Tokens = _tokens },
            _elapsed,
            _pieces > 1 ? _first : null);
    }

    // Text generation inference leaves the text at which it stopped in the answer.
    private static string WithoutStop(string text, IReadOnlyList<string> stops) =>
        stops.FirstOrDefault(stop => stop.Length > 0 && text.EndsWith(stop, StringComparison.Ordinal)) is { } stop ? text[..^stop.Length] : text;
}

/// <param name="Reply">All of it.</param>
/// <param name="Latency">From sending to the last byte.</param>
/// <param name="FirstToken">From sending to the first text, of a stream.</param>
internal sealed record ModelExchanged(ModelReply Reply, TimeSpan Latency, TimeSpan? FirstToken);

using BenchHub.Evaluation.Formats;

namespace BenchHub.Evaluation.Trec;

/// <summary>
/// The refusal that a reading from top to bottom would have met first: judgements before the run, then the lower line.
/// Queries may come to it in any order and from any thread.
/// </summary>
internal sealed class FirstRefusal
{
    private readonly Lock _lock = new();
    private MalformedInputException? _judgements;
    private MalformedInputException? _run;

    /// <returns>Whether there is anything to refuse.</returns>
    public bool Note(MalformedInputException? judgements, MalformedInputException? run)
    {
        if (judgements is null && run is null)
        {
            return false;
        }

        lock (_lock)
        {
            _judgements = Earlier(_judgements, judgements);
            _run = Earlier(_run, run);
        }

        return true;
    }

    /// <exception cref="MalformedInputException">There is one.</exception>
    public void Throw()
    {
        if ((_judgements ?? _run) is { } refusal)
        {
            throw refusal;
        }
    }

    private static MalformedInputException? Earlier(MalformedInputException? one, MalformedInputException? other) =>
        one is null || other?.Line < one.Line ? other ?? one : one;
}

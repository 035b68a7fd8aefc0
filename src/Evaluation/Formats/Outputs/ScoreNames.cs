using BenchHub.Evaluation.Metrics.Imported;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>The scores of one answer under the names that they have here.</summary>
internal sealed class ScoreNames(OutputFields at)
{
    private readonly Dictionary<string, string> _originals = [];
    private readonly Dictionary<string, double> _scores = [];

    public IReadOnlyDictionary<string, double> All => _scores;

    /// <summary>Leaves out what is no number, or has no name that could be kept.</summary>
    /// <exception cref="MalformedInputException">Two scores would have one name.</exception>
    public void Add(string name, double? score)
    {
        if (score is not { } value || ImportedMeasure.NameOf(name) is not { Length: > 0 } known)
        {
            return;
        }

        _scores[known] = _originals.TryAdd(known, name) || _originals[known] == name
            ? value
            : throw at.Fail($"The scores '{_originals[known]}' and '{name}' would both be called {known}; rename one of them.");
    }
}

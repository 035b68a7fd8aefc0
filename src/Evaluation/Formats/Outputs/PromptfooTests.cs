using System.Text.Json;

namespace BenchHub.Evaluation.Formats.Outputs;

/// <summary>Which tests of promptfoo are repeats of one; its file does not say.</summary>
internal sealed class PromptfooTests
{
    private readonly Dictionary<UInt128, int> _first = [];
    private readonly Dictionary<(string System, int Test), (int First, int Repeat)> _places = [];
    private readonly Dictionary<(string System, int First), int> _repeats = [];

    /// <summary>The first test with the same variables and assertions, and which repeat of it this is.</summary>
    public (int First, int Repeat) Place(string system, int test, JsonElement? variables, IReadOnlyList<JsonElement> assertions)
    {
        // A result that stands there twice is left to be found as a duplicate.
        if (_places.TryGetValue((system, test), out var known))
        {
            return known;
        }

        var content = RecordContent.Hash([variables ?? default, .. assertions]);
        _first.TryAdd(content, test);
        var first = _first[content];
        var repeat = _repeats.GetValueOrDefault((system, first));
        _repeats[(system, first)] = repeat + 1;
        return _places[(system, test)] = (first, repeat);
    }
}

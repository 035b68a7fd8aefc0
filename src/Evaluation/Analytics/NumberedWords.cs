using System.Runtime.InteropServices;

namespace BenchHub.Evaluation.Analytics;

/// <summary>All words of some texts in one row, each as its number: words are compared and counted millions of times.</summary>
internal sealed class NumberedWords
{
    private readonly List<string> _words = [];
    private readonly int[] _starts;

    public NumberedWords(IReadOnlyList<string> texts)
    {
        var row = new List<int>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var room = new char[texts.Select(static text => text.Length).DefaultIfEmpty(0).Max()];
        _starts = new int[texts.Count + 1];
        for (var text = 0; text < texts.Count; text++)
        {
            var reader = new WordReader(texts[text], room);
            while (reader.Read())
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, reader.Word, out var isKnown);
                if (!isKnown)
                {
                    number = _words.Count;
                    _words.Add(reader.Word.ToString());
                }

                row.Add(number);
            }

            _starts[text + 1] = row.Count;
        }

        Row = [.. row];
    }

    /// <summary>By place.</summary>
    public int[] Row { get; }

    public int Texts => _starts.Length - 1;

    /// <summary>How many different words there are.</summary>
    public int Distinct => _words.Count;

    public string this[int number] => _words[number];

    /// <summary>The places of a text's words: the first, and the one behind the last.</summary>
    public (int First, int End) Places(int text) => (_starts[text], _starts[text + 1]);
}

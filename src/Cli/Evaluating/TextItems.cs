using BenchHub.Evaluation.Formats;

namespace BenchHub.Cli.Evaluating;

/// <summary>An answer and what would have been right.</summary>
internal readonly record struct TextItem(string Answer, IReadOnlyList<string> References);

/// <summary>Puts the lines of a file of answers and of files of references side by side.</summary>
internal static class TextItems
{
    /// <exception cref="MalformedInputException">A line cannot be read, or has no counterpart in another file.</exception>
    public static IReadOnlyList<TextItem> Read(string predictions, string? field, IReadOnlyList<string> references, string? referenceField)
    {
        var answers = Texts(predictions, field);
        if (answers.Count == 0)
        {
            throw new MalformedInputException(predictions, 1, "The file has no answer; there is nothing to score.");
        }

        var streams = references.Select(file => (Name: file, Lines: Texts(file, referenceField))).ToList();
        foreach (var (name, lines) in streams.Where(stream => stream.Lines.Count != answers.Count))
        {
            var (longer, shorter) = lines.Count > answers.Count ? (name, predictions) : (predictions, name);
            throw new MalformedInputException(
                longer, Math.Min(lines.Count, answers.Count) + 1, $"This line has no counterpart: {predictions} has {answers.Count} lines and {name} {lines.Count}; {shorter} is too short.");
        }

        return [.. answers.Select((answer, i) => answer is [var only]
            ? new TextItem(only, [.. streams.SelectMany(stream => stream.Lines[i])])
            : throw new MalformedInputException(predictions, i + 1, $"An answer is one text; the field \"{field}\" holds {answer.Count}."))];
    }

    private static IReadOnlyList<IReadOnlyList<string>> Texts(string file, string? field) =>
        [.. LineFile.Read(file).Select(line => field is null ? [line.Text] : JsonTexts.Of(line, field))];
}

using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Formats.Outputs;

namespace BenchHub.Api.Systems;

/// <summary>One system of the uploaded files, as far as a first reading tells.</summary>
internal sealed class ScannedSystem(int file, string label)
{
    public int File { get; } = file;

    /// <summary>What the file calls it; empty where it does not.</summary>
    public string Label { get; } = label;

    public string FileName { get; set; } = "";

    public string Tool { get; set; } = "";

    public bool HasLikelihoods { get; set; }

    public int Answers { get; set; }

    /// <summary>Imported scores in the order in which they appear.</summary>
    public OrderedDictionary<string, bool> Metrics { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Reads the uploaded files once, to know what is in them before anything is stored: which systems, which scores, and that nothing
/// stands there twice.
/// </summary>
internal sealed class OutputsScan(IOutputFormat format, IReadOnlyList<SpooledFile> files)
{
    private readonly OrderedDictionary<(int File, string Label), ScannedSystem> _systems = [];
    private readonly HashSet<(ScannedSystem System, string Id, int Part)> _seen = [];

    public IReadOnlyList<ScannedSystem> Systems => _systems.Values;

    /// <summary>The first answer of all; null before one was read.</summary>
    public ToolAnswer? Sample { get; private set; }

    /// <summary>What the tool calls the task; null where no file says.</summary>
    public string? Task { get; private set; }

    /// <summary>Hands out each answer with its file and system, in the order of the files.</summary>
    /// <exception cref="MalformedInputException">A file is not of the format, or has an answer twice.</exception>
    public async IAsyncEnumerable<(string File, ScannedSystem System, ToolAnswer Answer)> Read(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var number = 0; number < files.Count; number++)
        {
            var file = new OutputFile(files[number].Name, files[number].Bytes());
            await foreach (var answer in format.Read(file, ct).WithCancellation(ct))
            {
                yield return (file.Name, Note(file.Name, number, answer), answer);
            }

            Task ??= file.Task;
            foreach (var system in _systems.Values.Where(system => system.File == number))
            {
                system.Tool = file.Tool;
            }
        }
    }

    private ScannedSystem Note(string file, int number, ToolAnswer answer)
    {
        Sample ??= answer;
        _systems.TryAdd((number, answer.System), new(number, answer.System) { FileName = file });
        var system = _systems[(number, answer.System)];
        if (!_seen.Add((system, answer.Id, answer.Part)))
        {
            throw new MalformedInputException(file, answer.Line, $"The item '{answer.Id}' stands twice in the file{(system.Label.Length == 0 ? "" : $" for '{system.Label}'")}.");
        }

        var isLikelihood = answer.Question.Kind is not ToolQuestionKind.Words;
        if (system.Answers > 0 && answer.Outputs.Count > 0 && isLikelihood != system.HasLikelihoods)
        {
            throw new MalformedInputException(file, answer.Line, "The file has answers in words and likelihoods; import each task by itself.");
        }

        system.HasLikelihoods |= isLikelihood;
        system.Answers++;
        foreach (var metric in answer.Scores.Keys)
        {
            system.Metrics.TryAdd(metric, true);
        }

        return system;
    }
}

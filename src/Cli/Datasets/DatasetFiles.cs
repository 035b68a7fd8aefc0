using BenchHub.Cli.Hub;

namespace BenchHub.Cli.Datasets;

/// <summary>The files of a dataset with the form fields under which the hub takes them, in the order it wants.</summary>
internal static class DatasetFiles
{
    public static IReadOnlyList<(string Field, FileInfo File)> Beir(DirectoryInfo folder, string split)
    {
        if (!folder.Exists)
        {
            throw new HubException($"The folder {folder.FullName} does not exist.");
        }

        var qrels = new DirectoryInfo(Path.Combine(folder.FullName, "qrels"));
        var file = new FileInfo(Path.Combine(qrels.FullName, $"{split}.tsv"));
        if (!file.Exists)
        {
            var splits = qrels.Exists ? string.Join(", ", qrels.EnumerateFiles("*.tsv").Select(static found => Path.GetFileNameWithoutExtension(found.Name))) : "";
            throw new HubException(splits.Length > 0
                ? $"{folder.Name} has no qrels/{split}.tsv; --split can be {splits}."
                : $"{folder.Name} has no qrels/{split}.tsv, so nothing in it is judged.");
        }

        return
        [
            ("corpus", Existing(Path.Combine(folder.FullName, "corpus.jsonl"))),
            ("queries", Existing(Path.Combine(folder.FullName, "queries.jsonl"))),
            ("qrels", file),
        ];
    }

    public static IReadOnlyList<(string Field, FileInfo File)> Trec(FileInfo topics, FileInfo qrels) =>
        [("topics", Existing(topics.FullName)), ("qrels", Existing(qrels.FullName))];

    public static FileInfo Existing(string path) =>
        new FileInfo(path) is { Exists: true } file ? file : throw new HubException($"The file {path} does not exist.");
}

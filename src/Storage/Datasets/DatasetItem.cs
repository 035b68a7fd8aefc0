using Dapper;

namespace BenchHub.Storage.Datasets;

/// <summary>How relevant a document is to an item; the grade's meaning is the collection's.</summary>
public sealed record Judgement(string DocumentId, int Grade);

/// <summary>One question of a dataset.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Text">The query; empty where the item is a record.</param>
/// <param name="Record">JSON object from which a task's definition makes the request; null in a collection of documents.</param>
public sealed record DatasetItem(int Index, string Id, string Text, IReadOnlyList<Judgement> Judgements, string? Record = null);

public sealed record DatasetDocument(string Id, string Title, string Text);

/// <summary>A sealed body of documents and items, named by what it holds: equal bodies have equal hashes.</summary>
/// <param name="Hash"><c>sha256:</c> and 64 hex digits.</param>
/// <param name="Definition">The task that the records are for, as text; null in a collection of documents.</param>
[method: ExplicitConstructor]
public sealed record DatasetContent(string Hash, int Items, int Documents, int Judgements, string? Definition);

/// <summary>
/// The canonical bytes of rows: what a chunk holds and what a hash covers. Changing them changes every hash, so they
/// stay; a new form needs a new tag in <see cref="DatasetDraft.Seal(CancellationToken)"/>.
/// </summary>
internal static class ContentCodec
{
    public static void Write(PayloadWriter to, DatasetDocument document)
    {
        to.Text(document.Id);
        to.Text(document.Title);
        to.Text(document.Text);
    }

    public static void Write(PayloadWriter to, string id, string text, IReadOnlyList<Judgement> judgements)
    {
        to.Text(id);
        to.Text(text);
        to.Int(judgements.Count);
        foreach (var (document, grade) in judgements)
        {
            to.Text(document);
            to.Int(grade);
        }
    }

    public static void Write(PayloadWriter to, string id, string record)
    {
        to.Text(id);
        to.Text(record);
    }

    public static string[] Examples(byte[] plain, int rows)
    {
        var from = new PayloadReader(plain);
        var examples = new string[rows];
        for (var i = 0; i < rows; i++)
        {
            examples[i] = from.Text();
        }

        return examples;
    }

    public static DatasetDocument[] Documents(byte[] plain, int rows)
    {
        var from = new PayloadReader(plain);
        var documents = new DatasetDocument[rows];
        for (var i = 0; i < rows; i++)
        {
            documents[i] = new(from.Text(), from.Text(), from.Text());
        }

        return documents;
    }

    public static DatasetItem[] Records(byte[] plain, int first, int rows)
    {
        var from = new PayloadReader(plain);
        var items = new DatasetItem[rows];
        for (var i = 0; i < rows; i++)
        {
            items[i] = new(first + i, from.Text(), "", [], from.Text());
        }

        return items;
    }

    public static DatasetItem[] Items(byte[] plain, int first, int rows)
    {
        var from = new PayloadReader(plain);
        var items = new DatasetItem[rows];
        for (var i = 0; i < rows; i++)
        {
            var (id, text) = (from.Text(), from.Text());
            var judgements = new Judgement[from.Count()];
            for (var j = 0; j < judgements.Length; j++)
            {
                judgements[j] = new(from.Text(), from.Int());
            }

            items[i] = new(first + i, id, text, judgements);
        }

        return items;
    }
}

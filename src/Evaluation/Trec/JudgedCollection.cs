using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics.Retrieval;

namespace BenchHub.Evaluation.Trec;

/// <summary>Every document that any query of a qrels file judges.</summary>
internal sealed class JudgedCollection
{
    private readonly QueryLines _qrels;
    private readonly List<Column> _documents = [];
    private readonly IdTable _ids = new();

    public JudgedCollection(QueryLines qrels)
    {
        _qrels = qrels;
        var rows = new TrecRows();
        for (var query = 0; query < qrels.Count; query++)
        {
            // A malformed line ends the query here; whoever measures the query refuses it.
            rows.ReadJudgements(qrels, query);
            foreach (var row in rows.Rows)
            {
                var id = qrels.Text.Slice(row.Document.Start, row.Document.Length);
                if (_ids.Add(Ids, id, IdHash.Of(id)))
                {
                    _documents.Add(row.Document);
                }
            }
        }
    }

    private ColumnIds Ids => new(_qrels.Text, _documents);

    /// <summary>Safe for concurrent use.</summary>
    public bool Contains(ReadOnlySpan<byte> id) => _ids.Find(Ids, id, IdHash.Of(id)) >= 0;

    private readonly ref struct ColumnIds(ReadOnlySpan<byte> text, List<Column> documents) : IDocuments
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public int Count => documents.Count;

        public ReadOnlySpan<byte> Id(int document) => _text.Slice(documents[document].Start, documents[document].Length);
    }
}

namespace BenchHub.Evaluation.Formats;

/// <summary>Which documents each query has had; the lines of a query need not stand together.</summary>
internal sealed class SeenDocuments
{
    private readonly Dictionary<string, HashSet<string>> _byQuery = new(StringComparer.Ordinal);
    private string? _query;
    private HashSet<string> _documents = [];

    /// <returns>False when the query has had the document before.</returns>
    public bool Add(string query, string document)
    {
        if (!string.Equals(query, _query, StringComparison.Ordinal))
        {
            if (!_byQuery.TryGetValue(query, out _documents!))
            {
                _documents = new(StringComparer.Ordinal);
                _byQuery.Add(query, _documents);
            }

            _query = query;
        }

        return _documents.Add(document);
    }
}

using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Cli.Evaluating;

/// <summary>trec_eval's output to the byte: <c>%-22s\t%s\t%6.4f</c>, queries first, then all.</summary>
internal sealed class TrecText(TextWriter output, TrecResult result, MetricSet metrics, TrecRequest request)
{
    private const string All = "all";

    public void Write(IReadOnlyList<TrecLine> lines)
    {
        (TrecLine Line, int Column)[] columns = [.. lines.Select(line => (line, line.Metric is null ? -1 : metrics.Names.ToList().IndexOf(line.Metric.ToString())))];
        for (var i = 0; request.PerQuery && i < result.Queries.Count; i++)
        {
            var query = result.Queries[i];
            if (!query.Answered && !request.Policy.ListsUnanswered)
            {
                continue;
            }

            foreach (var (line, column) in columns.Where(static column => column.Line.PerQuery))
            {
                Write(line, query.Id, column < 0 ? $"'{Leading(query.Relevance, line.Leading)}'" : Number(line, result.Scores[column][i]));
            }
        }

        foreach (var (line, column) in columns.Where(static column => column.Line.Overall))
        {
            Write(line, All, column < 0 ? result.Tag : Number(line, result.Values[column]));
        }
    }

    private static string Leading(string relevance, int ranks) => relevance.Length > ranks ? relevance[..ranks] : relevance;

    private void Write(TrecLine line, string query, string value)
    {
        output.Write(line.Name.PadRight(22));
        output.Write('\t');
        output.Write(query);
        output.Write('\t');
        output.WriteLine(value);
    }

    private string Number(TrecLine line, double value) => line.Kind == TrecLineKind.Whole
        ? PrintedNumber.Of(value, 0).TrimStart()
        : PrintedNumber.Of(value, request.Precision);
}

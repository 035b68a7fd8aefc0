using System.Text.Encodings.Web;
using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Cli.Evaluating;

/// <summary>The same numbers for scripts: one JSON object with every digit and the signature of each value.</summary>
internal static class TrecJson
{
    public static void Write(Stream output, TrecResult result, IReadOnlyList<TrecLine> lines, MetricSet metrics, TrecRequest request)
    {
        using (var json = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            (TrecLine Line, int Column)[] columns = [.. lines
                .Where(static line => line.Metric is not null)
                .Select(line => (line, metrics.Names.ToList().IndexOf(line.Metric!.ToString())))];
            json.WriteStartObject();
            json.WriteString("tag", result.Tag);
            json.WriteString("policy", request.Policy.Name);
            json.WriteNumber("queries", result.Queries.Count);
            Metrics(json, result, columns, metrics, request);
            if (request.PerQuery)
            {
                Queries(json, result, columns);
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Metrics(Utf8JsonWriter json, TrecResult result, (TrecLine Line, int Column)[] columns, MetricSet metrics, TrecRequest request)
    {
        json.WriteStartArray("metrics");
        foreach (var (line, column) in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("metric", metrics.Names[column]);
            Number(json, "value", result.Values[column]);
            json.WriteString("signature", Signature.Of(metrics[column], request.Policy).ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Queries(Utf8JsonWriter json, TrecResult result, (TrecLine Line, int Column)[] columns)
    {
        json.WriteStartArray("perQuery");
        for (var i = 0; i < result.Queries.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("query", result.Queries[i].Id);
            json.WriteBoolean("answered", result.Queries[i].Answered);
            json.WriteStartObject("values");
            foreach (var (line, column) in columns)
            {
                Number(json, line.Name, result.Scores[column][i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

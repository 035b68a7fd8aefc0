namespace BenchHub.Evaluation.Metrics.Retrieval;

internal sealed class Utility : IRetrievalMeasure
{
    private const double Most = 1_000_000_000;

    public MetricDefinition Definition { get; } = new()
    {
        Name = "utility",
        Parameters =
        [
            Worth("a", 1, "worth of a relevant document returned"),
            Worth("b", -1, "worth of any other document returned"),
            Worth("c", 0, "worth of a relevant document not returned"),
            Worth("d", 0, "worth of any other document not returned"),
            MetricParameter.Whole("n", 0, 0, int.MaxValue, "documents of the collection, which only d needs (trec_eval -N)") with { AlwaysShown = false },
        ],
        Minimum = double.NegativeInfinity,
        Maximum = double.PositiveInfinity,
        Unit = "points",
        Description = "What the answer is worth to a user who gains or loses by each document returned and left out.",
        Formula = "a * relevant returned + b * others returned + c * relevant left out + d * others left out",
        Citation = "Lewis, The TREC-4 filtering track, 1995",
        Reference = "trec_eval utility",
        Denominator = "none; a query without an answer is worth 0",
    };

    public Func<RankedQuery, double> For(MetricArguments arguments)
    {
        var (a, b, c, d) = (arguments.Number("a"), arguments.Number("b"), arguments.Number("c"), arguments.Number("d"));
        var documents = (double)arguments.Whole("n");
        return query =>
        {
            double hits = query.RelevantReturned, returned = query.Returned, relevant = query.Judged.Relevant;
            return (a * hits) + (b * (returned - hits)) + (c * (relevant - hits)) + (d * (documents + hits - returned - relevant));
        };
    }

    private static MetricParameter Worth(string name, double @default, string description) =>
        MetricParameter.Number(name, @default, -Most, Most, description);
}

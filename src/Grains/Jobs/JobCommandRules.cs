using BenchHub.Evaluation.Metrics;
using BenchHub.Jobs;

namespace BenchHub.Grains.Jobs;

/// <summary>What is wrong with a command in itself, whatever exists in the cluster.</summary>
internal static class JobCommandRules
{
    public const int MostTasks = 10_000;
    private static readonly TimeSpan LongestBatch = TimeSpan.FromDays(7);

    /// <exception cref="RefusedException">With every problem, not only the first.</exception>
    public static void ThrowIfInvalid(SubmitJob command)
    {
        var problems = Problems(command).ToList();
        if (problems.Count > 0)
        {
            throw new RefusedException(Refusal.Invalid, problems[0].Detail, problems[0].Check, [.. problems]);
        }
    }

    private static IEnumerable<Finding> Problems(SubmitJob command)
    {
        foreach (var finding in command.Rescore.IsEmpty ? Unnamed(command) : Rescored(command))
        {
            yield return finding;
        }

        foreach (var name in command.Metrics)
        {
            if (Unknown(name) is { } detail)
            {
                yield return new("metrics", false, detail);
            }
        }

        if ((long)command.Systems.Length * command.Datasets.Length > MostTasks)
        {
            yield return new("systemIds", false, $"{command.Systems.Length} systems x {command.Datasets.Length} datasets are more than {MostTasks} tasks; split the job.");
        }

        if (command.Concurrency is < 1 or > 1024)
        {
            yield return new("concurrency", false, $"concurrency is {command.Concurrency}; it must be 1 to 1024.");
        }

        if (command.ParallelTasks is < 1 or > 256)
        {
            yield return new("parallelTasks", false, $"parallelTasks is {command.ParallelTasks}; it must be 1 to 256.");
        }

        if (command.TopK is < 1 or > 10_000)
        {
            yield return new("topK", false, $"topK is {command.TopK}; it must be 1 to 10000.");
        }

        if (command.MostCost < 0 || command.MostTokens < 0)
        {
            yield return new("budget", false, "A budget must not be negative.");
        }

        foreach (var problem in command.EarlyStop is { } early ? EarlyStopRules.Problems(early, command) : [])
        {
            yield return problem;
        }

        if (command.Judges.GroupBy(JudgeName).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            yield return new("judges", false, $"The judge '{twice.Key}' stands twice.");
        }

        if ((command.Mode is AskingMode.Batch) != (command.Batch is not null))
        {
            yield return new("mode", false, "batchDeadlineSeconds, batchWindow and priority belong to mode batch.");
        }

        if (command.Batch is { } batch && (batch.Deadline <= TimeSpan.Zero || batch.Deadline > LongestBatch))
        {
            yield return new("batchDeadlineSeconds", false, $"batchDeadlineSeconds is {batch.Deadline.TotalSeconds}; it must be above 0 and at most {LongestBatch.TotalSeconds:0} (7 days).");
        }

        if (command.Batch?.Window is { } window && window.From == window.To)
        {
            yield return new("batchWindow", false, $"The window {window} has no length.");
        }

        if (command.Patience < TimeSpan.Zero)
        {
            yield return new("patienceSeconds", false, "patienceSeconds must not be negative.");
        }
    }

    private static IEnumerable<Finding> Unnamed(SubmitJob command)
    {
        if (command.Systems.IsEmpty)
        {
            yield return new("systemIds", false, "Name at least one system.");
        }

        if (command.Datasets.IsEmpty)
        {
            yield return new("datasetIds", false, "Name at least one dataset.");
        }
    }

    private static IEnumerable<Finding> Rescored(SubmitJob command)
    {
        if (!command.Systems.IsEmpty || !command.Datasets.IsEmpty)
        {
            yield return new("rescore", false, "A job that scores stored outputs takes systems and datasets from their results; name results only.");
        }

        if (command.Rescore.GroupBy(static id => id).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            yield return new("rescore", false, $"Result '{twice.Key}' stands twice.");
        }

        if (command.Rescore.Length > MostTasks)
        {
            yield return new("rescore", false, $"{command.Rescore.Length} results are more than {MostTasks} tasks; split the job.");
        }
    }

    private static string JudgeName(string reference) => reference.Split('@')[0];

    private static string? Unknown(string metric)
    {
        try
        {
            MetricCatalog.Resolve(metric);
            return null;
        }
        catch (UnknownMetricException unknown)
        {
            return unknown.Message;
        }
    }
}

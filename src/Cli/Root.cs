using System.CommandLine;
using BenchHub.Cli.Admin;
using BenchHub.Cli.Chaos;
using BenchHub.Cli.Clusters;
using BenchHub.Cli.Comparisons;
using BenchHub.Cli.Costs;
using BenchHub.Cli.Datasets;
using BenchHub.Cli.Evaluating;
using BenchHub.Cli.Jobs;
using BenchHub.Cli.Judges;
using BenchHub.Cli.Metrics;
using BenchHub.Cli.Prices;
using BenchHub.Cli.Quickstart;
using BenchHub.Cli.Results;
using BenchHub.Cli.Serving;
using BenchHub.Cli.Statistics;
using BenchHub.Cli.Systems;
using BenchHub.Cli.Tasks;

namespace BenchHub.Cli;

/// <summary>Every command of <c>benchhub</c>.</summary>
internal static class Root
{
    public static RootCommand Command() => new("BenchHub measures retrieval services and language models, and compares them honestly.")
    {
        Common.Hub,
        Common.ApiKey,
        Common.Json,
        QuickstartCommand.Create(),
        ServeCommand.Create(),
        SampleRagCommand.Create(),
        MockLlmCommand.Create(),
        SystemCommands.Create(),
        DatasetCommands.Create(),
        RunCommand.Create(),
        JobCommands.Create(),
        ResultCommands.Create(),
        CompareCommand.Create(),
        ComparisonCommands.Create(),
        LeaderboardCommand.Create(),
        EvalCommands.Create(),
        MetricCommands.Create(),
        StatsCommands.Create(),
        TaskCommands.Create(),
        JudgeCommands.Create(),
        PriceCommands.Create(),
        CostCommand.Create(),
        ImportCommands.Create(),
        ExportCommands.Create(),
        AdminCommands.Create(),
        ClusterCommands.Create(),
        ChaosCommand.Create(),
    };
}

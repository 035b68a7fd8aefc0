using BenchHub.Analytics;
using BenchHub.Batches;
using BenchHub.Budgets;
using BenchHub.Comparisons;
using BenchHub.Datasets;
using BenchHub.Jobs;
using BenchHub.Judges;
using BenchHub.Monitoring;
using BenchHub.Systems;

namespace BenchHub;

/// <summary>The only place that turns ids into grain keys.</summary>
public static class GrainFactoryExtensions
{
    extension(IGrainFactory grains)
    {
        public ISystemGrain System(SystemId id) => grains.GetGrain<ISystemGrain>(id.Value);

        public ISystemProbeGrain SystemProbe() => grains.GetGrain<ISystemProbeGrain>(0);

        public IDatasetGrain Dataset(DatasetId id) => grains.GetGrain<IDatasetGrain>(id.Value);

        public IEvaluationJobGrain Job(JobId id) => grains.GetGrain<IEvaluationJobGrain>(id.Value);

        public IBatchTaskGrain Task(TaskId id) => grains.GetGrain<IBatchTaskGrain>(id.ToString());

        /// <summary>Of a job or of a system.</summary>
        public IBudgetGrain Budget(string id) => grains.GetGrain<IBudgetGrain>(id);

        /// <summary>Of the tasks of a job on one version of a dataset.</summary>
        public IRankingGrain Ranking(JobId job, DatasetId dataset, int version) => grains.GetGrain<IRankingGrain>($"{job}/{dataset}/{version}");

        public IJudgeCalibrationGrain JudgeCalibration(string id) => grains.GetGrain<IJudgeCalibrationGrain>(id);

        /// <summary>A batch that the hub answers.</summary>
        public IServedBatchGrain ServedBatch(string id) => grains.GetGrain<IServedBatchGrain>(id);

        public IAlertGrain Alert(AlertRuleId id) => grains.GetGrain<IAlertGrain>(id.Value);

        public IChannelGrain Channel(ChannelId id) => grains.GetGrain<IChannelGrain>(id.Value);

        public IMetricAggregationGrain MetricAggregation(SystemId system, DatasetId dataset) => grains.GetGrain<IMetricAggregationGrain>($"{system}/{dataset}");

        public ILeaderboardGrain Leaderboard(DatasetId dataset) => grains.GetGrain<ILeaderboardGrain>(dataset.Value);

        public IComparisonGrain Comparison() => grains.GetGrain<IComparisonGrain>(0);

        public IHistoryGrain History() => grains.GetGrain<IHistoryGrain>(0);

        public IResultAnalysisGrain ResultAnalysis() => grains.GetGrain<IResultAnalysisGrain>(0);

        public IGateGrain Gate() => grains.GetGrain<IGateGrain>(0);
    }
}

using BenchHub.Api.V1;
using BenchHub.Jobs;
using BenchHub.Storage.Jobs;
using Grpc.Core;

namespace BenchHub.Api.Jobs;

internal sealed class JobGrpcService(IGrainFactory grains, JobCatalog jobs, JobView view, Lookup lookup, TimeProvider time) : JobService.JobServiceBase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public override async Task<Job> SubmitJob(SubmitJobRequest request, ServerCallContext context)
    {
        var command = await ToBody(request).ToCommand(lookup, context.CancellationToken);
        var id = new IdempotencyKey { Key = request.IdempotencyKey }.Id(JobId.Prefix, time);
        return JobMessages.ToMessage(await grains.Job(new(id)).Submit(command));
    }

    public override async Task<Job> GetJob(GetJobRequest request, ServerCallContext context) =>
        JobMessages.ToMessage(await view.Wait(request.Id, 0, TimeSpan.Zero, context.CancellationToken));

    public override async Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context)
    {
        var page = await jobs.List(
            Words.Of<JobStatus>(request.Status, "status"), Messages.Page(request.PageSize, request.PageToken), context.CancellationToken);
        return new() { Jobs = { page.Items.Select(JobMessages.ToMessage) }, NextPageToken = page.NextCursor ?? "" };
    }

    public override async Task<Job> CancelJob(CancelJobRequest request, ServerCallContext context) =>
        JobMessages.ToMessage(await grains.Job(new(request.Id)).Cancel());

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<Job> responseStream, ServerCallContext context)
    {
        for (var seen = 0L; ;)
        {
            var job = await view.Wait(request.Id, seen, Patience, context.CancellationToken);
            if (job.Revision > seen)
            {
                await responseStream.WriteAsync(JobMessages.ToMessage(job), context.CancellationToken);
                seen = job.Revision;
            }

            if (job.Status is JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled)
            {
                return;
            }
        }
    }

    private static JobBody ToBody(SubmitJobRequest request) => new()
    {
        Name = request.Name,
        Systems = request.Systems,
        Datasets = request.Datasets,
        Metrics = request.Metrics.Count > 0 ? request.Metrics : null,
        Concurrency = request.HasConcurrency ? request.Concurrency : null,
        ParallelTasks = request.HasParallelTasks ? request.ParallelTasks : null,
        TopK = request.HasTopK ? request.TopK : null,
        PatienceSeconds = request.Patience?.ToTimeSpan().TotalSeconds,
    };
}

using BenchHub.Datasets;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Datasets;

internal sealed partial class DatasetGrain
{
    [LoggerMessage(LogLevel.Information, "Dataset {DatasetId} '{Name}' has version {Version} with {Items} items")]
    private partial void LogVersionAdded(DatasetId datasetId, string name, int version, int items);
}

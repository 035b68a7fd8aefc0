using BenchHub.Systems;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Systems;

internal sealed partial class SystemGrain
{
    [LoggerMessage(LogLevel.Information, "System {SystemId} '{Name}' registered, revision {Revision}")]
    private partial void LogRegistered(SystemId systemId, string name, int revision);

    [LoggerMessage(LogLevel.Information, "System {SystemId} '{Name}' retired")]
    private partial void LogRetired(SystemId systemId, string name);

    [LoggerMessage(LogLevel.Information, "System {SystemId} checked: healthy {Healthy}")]
    private partial void LogChecked(SystemId systemId, bool healthy);
}

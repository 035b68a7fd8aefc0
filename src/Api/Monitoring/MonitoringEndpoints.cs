namespace BenchHub.Api.Monitoring;

internal static class MonitoringEndpoints
{
    public static RouteGroupBuilder MapMonitoring(this RouteGroupBuilder api)
    {
        var monitoring = api.MapGroup("/monitoring").WithTags("Monitoring");
        monitoring.MapRules();
        monitoring.MapAlerts();
        monitoring.MapChannels();
        monitoring.MapNotifications();
        monitoring.MapOverview();
        return monitoring;
    }
}

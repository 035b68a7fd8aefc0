using BenchHub.Monitoring;
using Microsoft.Extensions.Logging;

namespace BenchHub.Grains.Monitoring;

internal sealed partial class AlertGrain
{
    [LoggerMessage(LogLevel.Warning, "{Message} (rule '{Rule}', severity {Severity})")]
    private partial void LogRaised(string message, string rule, string severity);

    [LoggerMessage(LogLevel.Error, "Rule {RuleId} cannot judge result {ResultId} and passes it by")]
    private partial void LogUnjudged(Exception exception, AlertRuleId ruleId, string resultId);
}

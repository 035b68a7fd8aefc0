namespace BenchHub.Connectors.Systems;

internal static class CheckNames
{
    public const string Url = "url";
    public const string Connectivity = "connectivity";
    public const string RetrieveEndpoint = "endpoint:retrieve";
    public const string AnswerEndpoint = "endpoint:answer";
    public const string EmbedEndpoint = "endpoint:embed";
    public const string Format = "response_format";
    public const string EmbedFormat = "response_format:embed";
    public const string Latency = "latency";
}

internal static class Checks
{
    public static Finding Passed(string check, string detail) => new(check, Passed: true, detail);

    public static Finding Failed(string check, string detail) => new(check, Passed: false, detail);

    public static Finding NotRun(string check, string? obstacle) => Failed(check, $"not run: {obstacle}.");

    /// <summary>For information: a service that answered at all has kept the timeout of a call.</summary>
    public static Finding Latency(double? milliseconds) => milliseconds is null
        ? NotRun(CheckNames.Latency, "there was no answer to measure")
        : Passed(CheckNames.Latency, $"The test query took {milliseconds:0.0} ms.");
}

using BenchHub.Dashboard.Tests.Browser;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>Every page, by its address; {system}, {dataset} and {job} stand for ones that are there.</summary>
internal static class PageList
{
    public static readonly IReadOnlyList<string> Paths =
    [
        "/", "/systems", "/systems/new", "/systems/{system}", "/datasets", "/datasets/new", "/datasets/{dataset}",
        "/jobs", "/jobs/new", "/jobs/{job}", "/settings", "/nowhere",
    ];

    public static string Address(string path, DemoHub demo) => path
        .Replace("{system}", demo.SystemId, StringComparison.Ordinal)
        .Replace("{dataset}", demo.DatasetId, StringComparison.Ordinal)
        .Replace("{job}", demo.JobId, StringComparison.Ordinal);
}

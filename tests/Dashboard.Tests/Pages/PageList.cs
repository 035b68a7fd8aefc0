using BenchHub.Dashboard.Tests.Browser;

namespace BenchHub.Dashboard.Tests.Pages;

/// <summary>Every page, by its address; {system} and the like stand for ones that are there.</summary>
internal static class PageList
{
    public static readonly IReadOnlyList<string> Paths =
    [
        "/", "/systems", "/systems/new", "/systems/{system}", "/systems/{system}/edit", "/datasets", "/datasets/new", "/datasets/{dataset}",
        "/jobs", "/jobs/new", "/jobs/{job}",
        "/results", "/results/{result}", "/results/{result}/numbers", "/results/{result}/analysis", "/results/{result}/items/0",
        "/results/side-by-side", "/results/side-by-side?a={result}&b={other}",
        "/comparisons", "/comparisons/new", "/comparisons/new?dataset=cranfield", "/comparisons/{comparison}", "/comparisons/ab", "/comparisons/ab?a={result}&b={other}", "/leaderboard", "/leaderboard?dataset=*",
        "/trends", "/costs", "/schedules", "/schedules?form=new", "/templates", "/templates?form=new",
        "/alerts", "/alerts/rules", "/alerts/rules?form=new", "/alerts/channels", "/alerts/channels?form=new",
        "/settings", "/nowhere",
    ];

    public static string Address(string path, DemoHub demo) => path
        .Replace("{system}", demo.SystemId, StringComparison.Ordinal)
        .Replace("{dataset}", demo.DatasetId, StringComparison.Ordinal)
        .Replace("{result}", demo.ResultIds[0], StringComparison.Ordinal)
        .Replace("{other}", demo.ResultIds[^1], StringComparison.Ordinal)
        .Replace("{comparison}", demo.ComparisonId, StringComparison.Ordinal)
        .Replace("{job}", demo.JobId, StringComparison.Ordinal);
}

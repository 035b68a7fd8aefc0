namespace BenchHub.Orleans.Tests.Support;

/// <summary>Which Orleans the tests run on.</summary>
internal static class Product
{
    public static bool IsStandIn => typeof(Grain).Assembly.GetName().Name == "Orleans.StandIn";
}

using BenchHub.Grains.Hosting;
using BenchHub.Jobs;

namespace BenchHub.Grains.Tests;

/// <summary>What is sent and stored is told apart by its alias; Orleans' own compiler refuses two of the same.</summary>
public sealed class AliasTests
{
    [Fact]
    public void Aliases_OfAllTypes_AreUnique()
    {
        var aliases =
            from type in (Type[])[.. typeof(JobId).Assembly.GetTypes(), .. typeof(BenchHubGrains).Assembly.GetTypes()]
            from alias in type.GetCustomAttributes(typeof(AliasAttribute), inherit: false).Cast<AliasAttribute>()
            group type by alias.Alias;

        Assert.InRange(aliases.Count(), 100, int.MaxValue);
        Assert.All(aliases, static same => Assert.Single(same));
    }
}

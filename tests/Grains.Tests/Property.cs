using FsCheck;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests;

/// <summary>Checks a statement on generated values; the same ones in each run.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Func<T, bool> statement, int tests = 300) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20_261, 7),
            Prop.ForAll(values.ToArbitrary(), statement));
}

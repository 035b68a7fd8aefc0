using BenchHub.Budgets;
using BenchHub.Grains.Budgets;
using FsCheck.Fluent;

namespace BenchHub.Grains.Tests.Budgets;

public sealed class BudgetBookTests
{
    private static readonly DateTimeOffset Now = ManualTime.Noon;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Reserve_UpToTheCap_GrantsThenWaitsThenIsSpent()
    {
        var book = new BudgetBook(default, default, Now);

        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "a", 60, cap: 100).Verdict);
        Assert.Equal(BudgetVerdict.Wait, Reserve(book, "b", 60, cap: 100).Verdict);

        // The first call took only 30: 30 + 60 fit.
        book.Settle(new("a", new(30, 0)), Now);
        Assert.Equal(new BudgetAnswer(BudgetVerdict.Granted, new(30, 0)), Reserve(book, "b", 60, cap: 100));
        book.Settle(new("b", new(60, 0)), Now);
        Assert.Equal(new BudgetAnswer(BudgetVerdict.Spent, new(90, 0)), Reserve(book, "c", 60, cap: 100));
        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "c", 10, cap: 100).Verdict);
    }

    [Fact]
    public void Reserve_SameCallAgain_HoldsItOnce()
    {
        var book = new BudgetBook(default, default, Now);
        Reserve(book, "a", 60, cap: 100);

        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "a", 60, cap: 100).Verdict);
        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "b", 40, cap: 100).Verdict);
    }

    [Fact]
    public void Reserve_HolderThatDied_GivesItsShareBackWithTime()
    {
        var book = new BudgetBook(default, default, Now);
        Reserve(book, "dead", 100, cap: 100);

        Assert.Equal(BudgetVerdict.Wait, Reserve(book, "b", 1, cap: 100, at: Now + Minute - TimeSpan.FromTicks(1)).Verdict);
        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "b", 1, cap: 100, at: Now + Minute).Verdict);
    }

    [Fact]
    public void Reserve_TokensAreCappedToo()
    {
        var book = new BudgetBook(default, default, Now);
        book.Know(new(0, 900));

        Assert.Equal(BudgetVerdict.Spent, book.Reserve(new("a", new(0, 101), new(null, 1000), Minute), Now).Verdict);
        Assert.Equal(BudgetVerdict.Granted, book.Reserve(new("a", new(0, 100), new(null, 1000), Minute), Now).Verdict);
    }

    [Fact]
    public void Settle_Twice_CountsOnce()
    {
        var book = new BudgetBook(default, default, Now);
        Reserve(book, "a", 60, cap: 100);
        book.Settle(new("a", new(50, 7)), Now);
        book.Settle(new("a", new(50, 7)), Now);

        Assert.Equal(new Spend(50, 7), book.Spent);
    }

    [Fact]
    public void Spent_WhateverTheOrderOfCalls_StaysWithinTheCap()
    {
        var histories =
            from sizes in Gen.Choose(1, 40).Two().ArrayOf(30) // what a call reserves, and how much less than that it takes
            from order in Gen.Shuffle(Enumerable.Range(0, 30).ToArray())
            select (Sizes: sizes, Order: order);
        Property.Holds(histories, history =>
        {
            var book = new BudgetBook(default, default, Now);
            var granted = new HashSet<int>();
            for (var i = 0; i < 30; i++)
            {
                if (Reserve(book, $"{i}", history.Sizes[i].Item1, cap: 200).Verdict is BudgetVerdict.Granted)
                {
                    granted.Add(i);
                }

                if (granted.Remove(history.Order[i]))
                {
                    var (most, less) = history.Sizes[history.Order[i]];
                    book.Settle(new($"{history.Order[i]}", new(Math.Max(0, most - less), 0)), Now);
                }
            }

            return book.Spent.Cost + granted.Sum(i => history.Sizes[i].Item1) <= 200;
        });
    }

    private static BudgetAnswer Reserve(BudgetBook book, string call, long cost, long cap, DateTimeOffset? at = null) =>
        book.Reserve(new(call, new(cost, 0), new(cap, null), Minute), at ?? Now);
}

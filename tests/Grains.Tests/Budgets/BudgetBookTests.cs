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
    public void Reserve_PredecessorMayHaveCallsInFlight_KeepsWithinTheCapUntilTheyAreOver()
    {
        // 30 are recorded, and the predecessor never had more than 70 spent and set aside: 40 may be in flight still.
        var book = new BudgetBook(new(30, 0), mark: new(70, 0), inheritedUntil: Now + Minute);

        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "a", 30, cap: 100).Verdict);
        Assert.Equal(BudgetVerdict.Wait, Reserve(book, "b", 1, cap: 100).Verdict);
        book.Settle(new("a", new(20, 0)), Now);
        Assert.Equal(BudgetVerdict.Wait, Reserve(book, "b", 11, cap: 100).Verdict);

        // Of the 40, storage knows 15 by now; the other calls had failed.
        Assert.False(book.IsSettled(Now + Minute - TimeSpan.FromTicks(1)));
        Assert.True(book.IsSettled(Now + Minute));
        book.Inherit(new(30 + 15 + 20, 0));
        Assert.Equal(BudgetVerdict.Granted, Reserve(book, "b", 35, cap: 100).Verdict);
        Assert.Equal(new(65, 0), book.Spent);
    }

    [Fact]
    public void IsSettled_CallsInFlightOrNotRecordedYet_IsNot()
    {
        var book = new BudgetBook(default, mark: new(70, 0), inheritedUntil: Now);
        Reserve(book, "a", 10, cap: 100);
        Assert.False(book.IsSettled(Now));

        book.Settle(new("a", new(5, 0)), Now);

        Assert.False(book.IsSettled(Now + BudgetBook.CommitTime - TimeSpan.FromTicks(1)));
        Assert.True(book.IsSettled(Now + BudgetBook.CommitTime));
    }

    [Fact]
    public void Hold_ABatchOfThePredecessor_IsNotCountedTwice()
    {
        var book = new BudgetBook(default, mark: new(70, 0), inheritedUntil: Now);
        book.Hold("batch", new(60, 0), Now + TimeSpan.FromDays(3));

        Assert.Equal(new(70, 0), book.Most);
        Assert.True(book.IsSettled(Now));
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

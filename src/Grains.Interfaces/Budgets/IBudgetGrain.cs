namespace BenchHub.Budgets;

/// <summary>
/// What a job or a system may still spend, over the whole cluster; the key is the id of either. What was spent stands in
/// the rows of tasks; reservations live in memory and lapse with their time.
/// </summary>
[Alias("benchhub.budget")]
public interface IBudgetGrain : IGrainWithStringKey
{
    /// <summary>Sets money and tokens aside before a call; answers at once.</summary>
    [Alias("reserve")]
    Task<BudgetAnswer> Reserve(ReserveBudget command);

    /// <summary>Replaces a reservation by what the call took; repeating it changes nothing.</summary>
    [Alias("settle")]
    Task Settle(SettleBudget command);

    /// <summary>What a reservation was for stands in the rows by now: reads them, and forgets it.</summary>
    [Alias("recorded")]
    Task Recorded(string call);

    /// <summary>Nothing will be spent any more: what is stored of the budget is removed. Repeating it changes nothing.</summary>
    [Alias("close")]
    Task Close();
}

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>A <c>for</c>: what the body sets vanishes with each round, and <c>loop</c> tells where it stands.</summary>
internal sealed class Loop(string[] targets, Expression items, Expression? filter, Statement[] body, Statement[] otherwise, Place place)
{
    public void Run(Scope scope)
    {
        var all = Operators.Items(items(scope), place);
        var kept = filter is null ? all : [.. all.Where(item => Passes(filter, item, scope))];
        for (var i = 0; i < kept.Count; i++)
        {
            scope.Spend(place);
            var round = scope.Inner();
            round.Set("loop", Position(kept, i));
            StatementParser.Assign(targets, kept[i], round, place);
            StatementParser.Run(body, round);
        }

        if (kept.Count == 0)
        {
            StatementParser.Run(otherwise, scope.Inner());
        }
    }

    private bool Passes(Expression condition, object? item, Scope scope)
    {
        scope.Spend(place);
        var round = scope.Inner();
        StatementParser.Assign(targets, item, round, place);
        return Operators.Truth(condition(round));
    }

    private static Mapping Position(IReadOnlyList<object?> items, int i)
    {
        var loop = new Mapping
        {
            ["index"] = i + 1L,
            ["index0"] = (long)i,
            ["revindex"] = (long)(items.Count - i),
            ["revindex0"] = items.Count - i - 1L,
            ["first"] = i == 0,
            ["last"] = i == items.Count - 1,
            ["length"] = (long)items.Count,
        };
        if (i > 0)
        {
            loop["previtem"] = items[i - 1];
        }

        if (i < items.Count - 1)
        {
            loop["nextitem"] = items[i + 1];
        }

        return loop;
    }
}

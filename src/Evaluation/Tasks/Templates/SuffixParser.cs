using System.Globalization;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What stands behind a value: fields, indexes, slices, methods, filters and tests.</summary>
internal sealed class SuffixParser(TokenCursor cursor, ExpressionParser expressions)
{
    /// <summary>Names that no variable can have.</summary>
    public static readonly HashSet<string> Keywords = ["and", "or", "not", "in", "is", "if", "else", "elif", "for"];

    public Expression Postfix(Expression value)
    {
        while (true)
        {
            var (subject, place) = (value, cursor.Current.Place);
            if (cursor.Take("."))
            {
                value = Member(subject);
            }
            else if (cursor.Take("["))
            {
                value = Subscript(subject, place);
            }
            else if (cursor.Current.Is("("))
            {
                throw place.Fail("only methods, filters and range can be called.");
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Member(Expression subject)
    {
        var name = cursor.Next();
        if (name.Kind == TokenKind.Whole)
        {
            return scope => Slices.Item(subject(scope), long.Parse(name.Text, CultureInfo.InvariantCulture), name.Place);
        }

        if (name.Kind != TokenKind.Name)
        {
            throw name.Place.Fail($"a name is expected behind '.', and there is {name.Shown}.");
        }

        if (!cursor.Take("("))
        {
            return scope => Slices.Item(subject(scope), name.Text, name.Place);
        }

        Methods.Require(name.Text, name.Place);
        var arguments = Call(name.Text, name.Place);
        return scope =>
        {
            scope.Spend(name.Place);
            return Methods.Call(subject(scope), name.Text, arguments(scope), scope);
        };
    }

    private Expression Subscript(Expression subject, Place place)
    {
        var parts = new Expression?[3];
        var colons = 0;
        while (!cursor.Take("]"))
        {
            if (cursor.Take(":"))
            {
                colons += colons < 2 ? 1 : throw place.Fail("a slice has at most three parts.");
            }
            else
            {
                parts[colons] = parts[colons] is null ? expressions.Whole() : throw cursor.Unexpected("']'");
            }
        }

        var (from, to, step) = (parts[0], parts[1], parts[2]);
        if (colons > 0)
        {
            return scope => Slices.Slice(subject(scope), from?.Invoke(scope), to?.Invoke(scope), step?.Invoke(scope), scope, place);
        }

        return from is null ? throw place.Fail("an index is missing in '[]'.") : scope => Slices.Item(subject(scope), from(scope), place);
    }

    public Expression Filtered(Expression value)
    {
        while (true)
        {
            var subject = value;
            if (cursor.Take("|"))
            {
                var name = cursor.Expect(TokenKind.Name, "the name of a filter");
                TemplateFilters.Require(name.Text, name.Place);
                var arguments = cursor.Take("(") ? Call(name.Text, name.Place) : None(name);
                value = scope =>
                {
                    scope.Spend(name.Place);
                    return TemplateFilters.Apply(name.Text, subject(scope), arguments(scope), scope);
                };
            }
            else if (cursor.TakeName("is"))
            {
                value = Tested(subject);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Tested(Expression subject)
    {
        var negated = cursor.TakeName("not");
        var name = cursor.Expect(TokenKind.Name, "the name of a test");
        TemplateTests.Require(name.Text, name.Place);
        var arguments = cursor.Take("(") ? Call(name.Text, name.Place) : Operand() is { } operand
            ? scope => new(name.Text, name.Place, [operand(scope)], new Dictionary<string, object?>())
            : None(name);
        return scope => TemplateTests.Holds(name.Text, subject(scope), arguments(scope)) != negated;
    }

    // x is divisibleby 3
    private Expression? Operand() => cursor.Current.Kind is TokenKind.Text or TokenKind.Whole or TokenKind.Real
        || cursor.Current.Is("[") || cursor.Current.Is("{")
        || (cursor.Current.Kind == TokenKind.Name && !Keywords.Contains(cursor.Current.Text))
        ? expressions.Operand()
        : null;

    private static Func<Scope, Arguments> None(Token name)
    {
        var none = new Arguments(name.Text, name.Place, [], new Dictionary<string, object?>());
        return _ => none;
    }

    public Func<Scope, Arguments> Call(string called, Place place)
    {
        var given = new List<Expression>();
        var named = new Dictionary<string, Expression>();
        while (!cursor.Take(")"))
        {
            if (cursor.Current.Kind == TokenKind.Name && cursor.Following.Is("="))
            {
                var name = cursor.Next();
                cursor.Next();
                if (!named.TryAdd(name.Text, expressions.Whole()))
                {
                    throw name.Place.Fail($"the argument '{name.Text}' is given twice.");
                }
            }
            else if (cursor.Current.Is("*") || cursor.Current.Is("**") || named.Count > 0)
            {
                throw cursor.Unexpected("an argument");
            }
            else
            {
                given.Add(expressions.Whole());
            }

            if (!cursor.Current.Is(")"))
            {
                cursor.Expect(",");
            }
        }

        return scope => new(called, place, ExpressionParser.Values(given, scope), named.ToDictionary(static pair => pair.Key, pair => pair.Value(scope)));
    }
}

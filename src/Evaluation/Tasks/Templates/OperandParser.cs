using System.Globalization;
using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>What operators stand between: names, texts, numbers, lists, objects and parentheses.</summary>
internal sealed class OperandParser(TokenCursor cursor, ExpressionParser expressions, SuffixParser suffixes, bool literal)
{
    public Expression Primary()
    {
        var token = cursor.Next();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return Named(token);
            case TokenKind.Text:
                var parts = new List<string> { token.Text };
                while (cursor.Current.Kind == TokenKind.Text)
                {
                    parts.Add(cursor.Next().Text);
                }

                var text = string.Concat(parts);
                return _ => text;
            case TokenKind.Whole:
                var great = BigInteger.Parse(token.Text, CultureInfo.InvariantCulture);
                object whole = great <= long.MaxValue ? (object)(long)great : great;
                return _ => whole;
            case TokenKind.Real:
                var real = double.Parse(token.Text, CultureInfo.InvariantCulture);
                return _ => real;
            case TokenKind.Symbol when token.Text == "(":
                return Parenthesis();
            case TokenKind.Symbol when token.Text == "[":
                var items = Items("]");
                return scope => ExpressionParser.Values(items, scope);
            case TokenKind.Symbol when token.Text == "{":
                return Dictionary(token.Place);
            default:
                throw token.Place.Fail($"a value is expected, and there is {token.Shown}.");
        }
    }

    private Expression Named(Token token) => token.Text switch
    {
        "true" or "True" => static _ => true,
        "false" or "False" => static _ => false,
        "none" or "None" => static _ => null,
        var name when literal => throw token.Place.Fail($"'{name}' is no literal value."),
        var name when SuffixParser.Keywords.Contains(name) => throw token.Place.Fail($"a value is expected, and there is '{name}'."),
        "range" when cursor.Current.Is("(") => Range(token.Place),
        var name when cursor.Current.Is("(") => throw token.Place.Fail($"the function '{name}' is not supported; only range is."),
        var name => scope => scope.Find(name, token.Place),
    };

    private Expression Range(Place place)
    {
        cursor.Next();
        var bounds = suffixes.Call("range", place);
        return scope =>
        {
            var arguments = bounds(scope).Of("start", "stop", "step");
            var (start, stop) = arguments.Count == 1 ? (0, arguments.Whole(0, "stop", 0)) : (arguments.Whole(0, "start", 0), arguments.Whole(1, "stop", 0));
            var step = arguments.Whole(2, "step", 1);
            if (step == 0 || arguments.Count == 0)
            {
                throw place.Fail("'range' needs a stop, and a step that is not 0.");
            }

            var items = new List<object?>();
            for (var i = (BigInteger)start; step > 0 ? i < stop : i > stop; i += step)
            {
                scope.Spend(place);
                items.Add((long)i);
            }

            return items.ToArray();
        };
    }

    private Expression Parenthesis()
    {
        if (cursor.Take(")"))
        {
            return static _ => new Sequence([]);
        }

        var value = expressions.Tuple();
        cursor.Expect(")");
        return value;
    }

    private List<Expression> Items(string close)
    {
        var items = new List<Expression>();
        while (!cursor.Take(close))
        {
            items.Add(expressions.Whole());
            if (!cursor.Current.Is(close))
            {
                cursor.Expect(",");
            }
        }

        return items;
    }

    private Expression Dictionary(Place place)
    {
        var entries = new List<(Expression Key, Expression Value)>();
        while (!cursor.Take("}"))
        {
            var key = expressions.Whole();
            cursor.Expect(":");
            entries.Add((key, expressions.Whole()));
            if (!cursor.Current.Is("}"))
            {
                cursor.Expect(",");
            }
        }

        return scope =>
        {
            var mapping = new Mapping();
            foreach (var (key, value) in entries)
            {
                var name = Operators.Given(key(scope));
                mapping[name is string or long or bool or double ? name : throw place.Fail($"{PythonText.Kind(name)} cannot be a key.")] = value(scope);
            }

            return mapping;
        };
    }
}

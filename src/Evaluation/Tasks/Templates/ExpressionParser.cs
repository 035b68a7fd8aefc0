using System.Globalization;
using System.Numerics;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Turns tokens into what evaluates them, with Jinja's grammar and precedences.</summary>
/// <param name="tokens">Ends with <see cref="TokenKind.End"/>.</param>
/// <param name="literal">Only what Python's literals may have.</param>
internal sealed class ExpressionParser(IReadOnlyList<Token> tokens, bool literal = false)
{
    private const int Deepest = 100;

    private static readonly HashSet<string> Keywords = ["and", "or", "not", "in", "is", "if", "else", "elif", "for"];

    private int _at;
    private int _depth;

    public Token Current => tokens[_at];

    public Token Next() => tokens[_at == tokens.Count - 1 ? _at : _at++];

    public Token Expect(TokenKind kind, string what) => Current.Kind == kind ? Next() : throw Unexpected(what);

    public void Expect(string symbol)
    {
        if (!Take(symbol))
        {
            throw Unexpected($"'{symbol}'");
        }
    }

    public bool Take(string symbol) => Current.Is(symbol) && Next() is var _;

    public bool TakeName(string name) => Current.IsName(name) && Next() is var _;

    public TemplateException Unexpected(string wanted) => Current.Place.Fail($"{wanted} is expected, and there is {Current.Shown}.");

    /// <summary>An expression, or several with commas between them, which are a tuple.</summary>
    public Expression Tuple(bool conditional = true)
    {
        var first = conditional ? Whole() : Or();
        if (!Current.Is(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (Take(","))
        {
            if (Current.Kind is TokenKind.PrintEnd or TokenKind.BlockEnd or TokenKind.End || Current.Is(")") || Current.IsName("in"))
            {
                break;
            }

            items.Add(conditional ? Whole() : Or());
        }

        return scope => new Sequence(All(items, scope));
    }

    /// <summary>An expression with an inline <c>if</c>.</summary>
    public Expression Whole()
    {
        Deepen();
        var (value, place) = (Or(), Current.Place);
        while (!literal && TakeName("if"))
        {
            var (then, condition) = (value, Or());
            Expression otherwise = TakeName("else")
                ? Whole()
                : _ => new Missing("the condition of this inline 'if' does not hold, and it has no 'else'.", place, IsEmpty: true);
            value = scope => Operators.Truth(condition(scope)) ? then(scope) : otherwise(scope);
        }

        _depth--;
        return value;
    }

    /// <summary>An expression without an inline <c>if</c>, as behind <c>in</c> of a loop.</summary>
    public Expression Or()
    {
        var left = And();
        while (!literal && TakeName("or"))
        {
            var (first, second) = (left, And());
            left = scope => first(scope) is var value && Operators.Truth(value) ? value : second(scope);
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (!literal && TakeName("and"))
        {
            var (first, second) = (left, Not());
            left = scope => first(scope) is var value && !Operators.Truth(value) ? value : second(scope);
        }

        return left;
    }

    private Expression Not()
    {
        if (literal || !TakeName("not"))
        {
            return literal ? Unary(filtered: false) : Comparison();
        }

        Deepen();
        var value = Not();
        _depth--;
        return scope => !Operators.Truth(value(scope));
    }

    // a < b < c holds where both do.
    private Expression Comparison()
    {
        var first = Sum();
        var rest = new List<(string Symbol, Expression Value, Place Place)>();
        while (Comparator() is { } symbol)
        {
            var place = Current.Place;
            rest.Add((symbol, Sum(), place));
        }

        return rest.Count == 0 ? first : scope =>
        {
            var left = first(scope);
            foreach (var (symbol, value, place) in rest)
            {
                var right = value(scope);
                if (!Operators.Compare(symbol, left, right, place))
                {
                    return false;
                }

                left = right;
            }

            return true;
        };
    }

    private string? Comparator()
    {
        if (Current is { Kind: TokenKind.Symbol, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
        {
            return Next().Text;
        }

        if (Current.IsName("not") && tokens[_at + 1].IsName("in"))
        {
            _at += 2;
            return "not in";
        }

        return TakeName("in") ? "in" : null;
    }

    private Expression Sum() => LeftToRight(Concatenation, "+", "-");

    private Expression Concatenation()
    {
        var first = Product();
        if (!Current.Is("~"))
        {
            return first;
        }

        var (parts, place) = (new List<Expression> { first }, Current.Place);
        while (Take("~"))
        {
            parts.Add(Product());
        }

        return scope => Operators.Concatenate(All(parts, scope), scope, place);
    }

    private Expression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private Expression Power() => LeftToRight(() => Unary(filtered: true), "**");

    private Expression LeftToRight(Func<Expression> operand, params string[] symbols)
    {
        var left = operand();
        while (Current.Kind == TokenKind.Symbol && symbols.Contains(Current.Text))
        {
            var token = Next();
            var (first, second) = (left, operand());
            left = scope => Operators.Binary(token.Text, first(scope), second(scope), scope, token.Place);
        }

        return left;
    }

    private Expression Unary(bool filtered)
    {
        Deepen();
        var token = Current;
        Expression value;
        if (Take("-"))
        {
            var number = Unary(filtered: false);
            value = scope => Numbers.Negate(Operators.Given(number(scope)), token.Place);
        }
        else if (Take("+"))
        {
            var number = Unary(filtered: false);
            value = scope => Numbers.Apply("+", 0L, Operators.Given(number(scope)), token.Place);
        }
        else
        {
            value = Primary();
        }

        value = literal ? value : Postfix(value);
        _depth--;
        return filtered ? Filtered(value) : value;
    }

    private Expression Primary()
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return Named(token);
            case TokenKind.Text:
                var parts = new List<string> { token.Text };
                while (Current.Kind == TokenKind.Text)
                {
                    parts.Add(Next().Text);
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
                return scope => All(items, scope);
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
        var name when Keywords.Contains(name) => throw token.Place.Fail($"a value is expected, and there is '{name}'."),
        "range" when Current.Is("(") => Range(token.Place),
        var name when Current.Is("(") => throw token.Place.Fail($"the function '{name}' is not supported; only range is."),
        var name => scope => scope.Find(name, token.Place),
    };

    private Expression Range(Place place)
    {
        Next();
        var bounds = Call("range", place);
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
        if (Take(")"))
        {
            return static _ => new Sequence([]);
        }

        var value = Tuple();
        Expect(")");
        return value;
    }

    private List<Expression> Items(string close)
    {
        var items = new List<Expression>();
        while (!Take(close))
        {
            items.Add(Whole());
            if (!Current.Is(close))
            {
                Expect(",");
            }
        }

        return items;
    }

    private Expression Dictionary(Place place)
    {
        var entries = new List<(Expression Key, Expression Value)>();
        while (!Take("}"))
        {
            var key = Whole();
            Expect(":");
            entries.Add((key, Whole()));
            if (!Current.Is("}"))
            {
                Expect(",");
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

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            var (subject, place) = (value, Current.Place);
            if (Take("."))
            {
                value = Member(subject);
            }
            else if (Take("["))
            {
                value = Subscript(subject, place);
            }
            else if (Current.Is("("))
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
        var name = Next();
        if (name.Kind == TokenKind.Whole)
        {
            return scope => Slices.Item(subject(scope), long.Parse(name.Text, CultureInfo.InvariantCulture), name.Place);
        }

        if (name.Kind != TokenKind.Name)
        {
            throw name.Place.Fail($"a name is expected behind '.', and there is {name.Shown}.");
        }

        if (!Take("("))
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
        while (!Take("]"))
        {
            if (Take(":"))
            {
                colons += colons < 2 ? 1 : throw place.Fail("a slice has at most three parts.");
            }
            else
            {
                parts[colons] = parts[colons] is null ? Whole() : throw Unexpected("']'");
            }
        }

        var (from, to, step) = (parts[0], parts[1], parts[2]);
        if (colons > 0)
        {
            return scope => Slices.Slice(subject(scope), from?.Invoke(scope), to?.Invoke(scope), step?.Invoke(scope), scope, place);
        }

        return from is null ? throw place.Fail("an index is missing in '[]'.") : scope => Slices.Item(subject(scope), from(scope), place);
    }

    private Expression Filtered(Expression value)
    {
        while (!literal)
        {
            var subject = value;
            if (Take("|"))
            {
                var name = Expect(TokenKind.Name, "the name of a filter");
                TemplateFilters.Require(name.Text, name.Place);
                var arguments = Take("(") ? Call(name.Text, name.Place) : None(name);
                value = scope =>
                {
                    scope.Spend(name.Place);
                    return TemplateFilters.Apply(name.Text, subject(scope), arguments(scope), scope);
                };
            }
            else if (TakeName("is"))
            {
                value = Tested(subject);
            }
            else
            {
                return value;
            }
        }

        return value;
    }

    private Expression Tested(Expression subject)
    {
        var negated = TakeName("not");
        var name = Expect(TokenKind.Name, "the name of a test");
        TemplateTests.Require(name.Text, name.Place);
        var arguments = Take("(") ? Call(name.Text, name.Place) : Operand() is { } operand
            ? scope => new(name.Text, name.Place, [operand(scope)], new Dictionary<string, object?>())
            : None(name);
        return scope => TemplateTests.Holds(name.Text, subject(scope), arguments(scope)) != negated;
    }

    // x is divisibleby 3
    private Expression? Operand() => Current.Kind is TokenKind.Text or TokenKind.Whole or TokenKind.Real
        || Current.Is("[") || Current.Is("{")
        || (Current.Kind == TokenKind.Name && !Keywords.Contains(Current.Text))
        ? Postfix(Primary())
        : null;

    private static Func<Scope, Arguments> None(Token name)
    {
        var none = new Arguments(name.Text, name.Place, [], new Dictionary<string, object?>());
        return _ => none;
    }

    private Func<Scope, Arguments> Call(string called, Place place)
    {
        var given = new List<Expression>();
        var named = new Dictionary<string, Expression>();
        while (!Take(")"))
        {
            if (Current.Kind == TokenKind.Name && tokens[_at + 1].Is("="))
            {
                var name = Next();
                Next();
                if (!named.TryAdd(name.Text, Whole()))
                {
                    throw name.Place.Fail($"the argument '{name.Text}' is given twice.");
                }
            }
            else if (Current.Is("*") || Current.Is("**") || named.Count > 0)
            {
                throw Unexpected("an argument");
            }
            else
            {
                given.Add(Whole());
            }

            if (!Current.Is(")"))
            {
                Expect(",");
            }
        }

        return scope => new(called, place, All(given, scope), named.ToDictionary(static pair => pair.Key, pair => pair.Value(scope)));
    }

    private static object?[] All(List<Expression> items, Scope scope)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i](scope);
        }

        return values;
    }

    private void Deepen()
    {
        if (++_depth > Deepest)
        {
            throw Current.Place.Fail($"the expression is nested more than {Deepest} levels deep.");
        }
    }
}

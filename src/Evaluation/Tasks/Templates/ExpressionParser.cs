namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Turns tokens into what evaluates them, with Jinja's grammar and precedences: operators, from the loosest to the tightest.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenCursor _cursor;
    private readonly bool _literal;
    private readonly OperandParser _operands;
    private readonly SuffixParser _suffixes;

    /// <param name="tokens">Where to read.</param>
    /// <param name="isLiteral">Only what Python's literals may have.</param>
    public ExpressionParser(TokenCursor tokens, bool isLiteral = false)
    {
        (_cursor, _literal) = (tokens, isLiteral);
        _suffixes = new(tokens, this);
        _operands = new(tokens, this, _suffixes, isLiteral);
    }

    /// <summary>An expression, or several with commas between them, which are a tuple.</summary>
    public Expression Tuple(bool conditional = true)
    {
        var first = conditional ? Whole() : Or();
        if (!_cursor.Current.Is(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (_cursor.Take(","))
        {
            if (_cursor.Current.Kind is TokenKind.PrintEnd or TokenKind.BlockEnd or TokenKind.End || _cursor.Current.Is(")") || _cursor.Current.IsName("in"))
            {
                break;
            }

            items.Add(conditional ? Whole() : Or());
        }

        return scope => new Sequence(Values(items, scope));
    }

    /// <summary>An expression with an inline <c>if</c>.</summary>
    public Expression Whole() => _cursor.Nested(Conditional);

    private Expression Conditional()
    {
        var (value, place) = (Or(), _cursor.Current.Place);
        while (!_literal && _cursor.TakeName("if"))
        {
            var (then, condition) = (value, Or());
            Expression otherwise = _cursor.TakeName("else")
                ? Whole()
                : _ => new Missing("the condition of this inline 'if' does not hold, and it has no 'else'.", place, IsEmpty: true);
            value = scope => Operators.Truth(condition(scope)) ? then(scope) : otherwise(scope);
        }

        return value;
    }

    /// <summary>An expression without an inline <c>if</c>, as behind <c>in</c> of a loop.</summary>
    public Expression Or()
    {
        var left = And();
        while (!_literal && _cursor.TakeName("or"))
        {
            var (first, second) = (left, And());
            left = scope => first(scope) is var value && Operators.Truth(value) ? value : second(scope);
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (!_literal && _cursor.TakeName("and"))
        {
            var (first, second) = (left, Not());
            left = scope => first(scope) is var value && !Operators.Truth(value) ? value : second(scope);
        }

        return left;
    }

    private Expression Not()
    {
        if (_literal || !_cursor.TakeName("not"))
        {
            return _literal ? Unary(filtered: false) : Comparison();
        }

        var value = _cursor.Nested(Not);
        return scope => !Operators.Truth(value(scope));
    }

    // a < b < c holds where both do.
    private Expression Comparison()
    {
        var first = Sum();
        var rest = new List<(string Symbol, Expression Value, Place Place)>();
        while (Comparator() is { } symbol)
        {
            var place = _cursor.Current.Place;
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
        if (_cursor.Current is { Kind: TokenKind.Symbol, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" })
        {
            return _cursor.Next().Text;
        }

        if (_cursor.Current.IsName("not") && _cursor.Following.IsName("in"))
        {
            _cursor.Next();
            _cursor.Next();
            return "not in";
        }

        return _cursor.TakeName("in") ? "in" : null;
    }

    private Expression Sum() => LeftToRight(Concatenation, "+", "-");

    private Expression Concatenation()
    {
        var first = Product();
        if (!_cursor.Current.Is("~"))
        {
            return first;
        }

        var (parts, place) = (new List<Expression> { first }, _cursor.Current.Place);
        while (_cursor.Take("~"))
        {
            parts.Add(Product());
        }

        return scope => Operators.Concatenate(Values(parts, scope), scope, place);
    }

    private Expression Product() => LeftToRight(Power, "*", "/", "//", "%");

    private Expression Power() => LeftToRight(() => Unary(filtered: true), "**");

    private Expression LeftToRight(Func<Expression> operand, params string[] symbols)
    {
        var left = operand();
        while (_cursor.Current.Kind == TokenKind.Symbol && symbols.Contains(_cursor.Current.Text))
        {
            var token = _cursor.Next();
            var (first, second) = (left, operand());
            left = scope => Operators.Binary(token.Text, first(scope), second(scope), scope, token.Place);
        }

        return left;
    }

    private Expression Unary(bool filtered)
    {
        var value = _cursor.Nested(Signed);
        return filtered ? _suffixes.Filtered(value) : value;
    }

    // A sign belongs to the value with what stands behind it, a filter to both.
    private Expression Signed()
    {
        var token = _cursor.Current;
        Expression value;
        if (_cursor.Take("-"))
        {
            var number = Unary(filtered: false);
            value = scope => Numbers.Negate(Operators.Given(number(scope)), token.Place);
        }
        else if (_cursor.Take("+"))
        {
            var number = Unary(filtered: false);
            value = scope => Numbers.Apply("+", 0L, Operators.Given(number(scope)), token.Place);
        }
        else
        {
            value = _operands.Primary();
        }

        return _literal ? value : _suffixes.Postfix(value);
    }

    /// <summary>A value with what stands behind it, filters aside.</summary>
    public Expression Operand() => _suffixes.Postfix(_operands.Primary());

    /// <summary>The values of expressions, from left to right.</summary>
    public static object?[] Values(List<Expression> items, Scope scope)
    {
        var values = new object?[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i](scope);
        }

        return values;
    }
}

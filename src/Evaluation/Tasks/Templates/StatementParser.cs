namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>The tags of a template: what is printed, <c>if</c>, <c>for</c> and <c>set</c>.</summary>
internal sealed class StatementParser
{
    private const int Deepest = 50;

    private readonly TokenCursor _cursor;
    private readonly ExpressionParser _parser;
    private int _depth;

    /// <param name="tokens">Of a whole template.</param>
    public StatementParser(IReadOnlyList<Token> tokens)
    {
        _cursor = new(tokens);
        _parser = new(_cursor);
    }

    public Statement[] Whole() => Until().Body;

    // The statements up to one of these tags, whose name has been read; up to the end where there are none.
    private (Statement[] Body, string End) Until(params string[] ends)
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = _cursor.Next();
            switch (token.Kind)
            {
                case TokenKind.Data:
                    body.Add(scope => scope.Print(token.Text, token.Place));
                    break;
                case TokenKind.PrintStart:
                    var value = _parser.Tuple();
                    _cursor.Expect(TokenKind.PrintEnd, "the end '}}' of the tag");
                    body.Add(scope => scope.Print(PythonText.Str(Operators.Given(value(scope))), token.Place));
                    break;
                case TokenKind.End when ends.Length == 0:
                    return ([.. body], "");
                case TokenKind.End:
                    throw token.Place.Fail($"the template ends, and '{ends[^1]}' is still expected.");
                default:
                    var name = _cursor.Expect(TokenKind.Name, "the name of a tag");
                    if (ends.Contains(name.Text))
                    {
                        return ([.. body], name.Text);
                    }

                    body.Add(Tag(name));
                    break;
            }
        }
    }

    private Statement Tag(Token name)
    {
        if (++_depth > Deepest)
        {
            throw name.Place.Fail($"tags are nested more than {Deepest} levels deep.");
        }

        Statement statement = name.Text switch
        {
            "if" => If(),
            "for" => For(name.Place),
            "set" => Set(name.Place),
            "else" or "elif" or "endif" or "endfor" => throw name.Place.Fail($"'{name.Text}' belongs to no open tag."),
            _ => throw name.Place.Fail($"the tag '{name.Text}' is not supported; if, for and set are."),
        };
        _depth--;
        return statement;
    }

    private Statement If()
    {
        var branches = new List<(Expression Condition, Statement[] Body)>();
        Statement[] otherwise = [];
        for (var end = "elif"; end == "elif";)
        {
            var condition = _parser.Tuple();
            Close();
            (var body, end) = Until("elif", "else", "endif");
            branches.Add((condition, body));
            if (end == "else")
            {
                Close();
                otherwise = Until("endif").Body;
            }
        }

        Close();
        return scope => Run(branches.Find(branch => Operators.Truth(branch.Condition(scope))).Body ?? otherwise, scope);
    }

    private Statement For(Place place)
    {
        var targets = Targets();
        if (!_cursor.TakeName("in"))
        {
            throw _cursor.Unexpected("'in'");
        }

        var items = _parser.Tuple(conditional: false);
        var filter = _cursor.TakeName("if") ? _parser.Whole() : null;
        if (_cursor.Current.IsName("recursive"))
        {
            throw _cursor.Current.Place.Fail("recursive loops are not supported.");
        }

        Close();
        var (body, end) = Until("else", "endfor");
        Statement[] otherwise = [];
        if (end == "else")
        {
            Close();
            otherwise = Until("endfor").Body;
        }

        Close();
        return new Loop(targets, items, filter, body, otherwise, place).Run;
    }

    private Statement Set(Place place)
    {
        var targets = Targets();
        if (!_cursor.Current.Is("="))
        {
            throw _cursor.Unexpected("'=' (a 'set' that spans lines is not supported)");
        }

        _cursor.Next();
        var value = _parser.Tuple();
        Close();
        return scope => Assign(targets, value(scope), scope, place);
    }

    private string[] Targets()
    {
        var wrapped = _cursor.Take("(");
        var names = new List<string>();
        do
        {
            var name = _cursor.Expect(TokenKind.Name, "a name");
            if (_cursor.Current.Is("."))
            {
                throw _cursor.Current.Place.Fail("fields of objects cannot be set.");
            }

            names.Add(name.Text);
        }
        while (_cursor.Take(","));
        if (wrapped)
        {
            _cursor.Expect(")");
        }

        return [.. names];
    }

    private void Close() => _cursor.Expect(TokenKind.BlockEnd, "the end '%}' of the tag");

    internal static void Assign(string[] targets, object? value, Scope scope, Place place)
    {
        if (targets is [var only])
        {
            scope.Set(only, value);
            return;
        }

        var items = Operators.Items(value, place);
        if (items.Count != targets.Length)
        {
            throw place.Fail($"{targets.Length} names are given for {items.Count} values.");
        }

        for (var i = 0; i < targets.Length; i++)
        {
            scope.Set(targets[i], items[i]);
        }
    }

    internal static void Run(Statement[] body, Scope scope)
    {
        foreach (var statement in body)
        {
            statement(scope);
        }
    }
}

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>The tags of a template: what is printed, <c>if</c>, <c>for</c> and <c>set</c>.</summary>
internal sealed class StatementParser(IReadOnlyList<Token> tokens)
{
    private const int Deepest = 50;

    private readonly ExpressionParser _parser = new(tokens);
    private int _depth;

    public Statement[] Whole() => Until().Body;

    // The statements up to one of these tags, whose name has been read; up to the end where there are none.
    private (Statement[] Body, string End) Until(params string[] ends)
    {
        var body = new List<Statement>();
        while (true)
        {
            var token = _parser.Next();
            switch (token.Kind)
            {
                case TokenKind.Data:
                    body.Add(scope => scope.Print(token.Text, token.Place));
                    break;
                case TokenKind.PrintStart:
                    var value = _parser.Tuple();
                    _parser.Expect(TokenKind.PrintEnd, "the end '}}' of the tag");
                    body.Add(scope => scope.Print(PythonText.Str(Operators.Given(value(scope))), token.Place));
                    break;
                case TokenKind.End when ends.Length == 0:
                    return ([.. body], "");
                case TokenKind.End:
                    throw token.Place.Fail($"the template ends, and '{ends[^1]}' is still expected.");
                default:
                    var name = _parser.Expect(TokenKind.Name, "the name of a tag");
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
        if (!_parser.TakeName("in"))
        {
            throw _parser.Unexpected("'in'");
        }

        var items = _parser.Tuple(conditional: false);
        var filter = _parser.TakeName("if") ? _parser.Whole() : null;
        if (_parser.Current.IsName("recursive"))
        {
            throw _parser.Current.Place.Fail("recursive loops are not supported.");
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
        if (!_parser.Current.Is("="))
        {
            throw _parser.Unexpected("'=' (a 'set' that spans lines is not supported)");
        }

        _parser.Next();
        var value = _parser.Tuple();
        Close();
        return scope => Assign(targets, value(scope), scope, place);
    }

    private string[] Targets()
    {
        var wrapped = _parser.Take("(");
        var names = new List<string>();
        do
        {
            var name = _parser.Expect(TokenKind.Name, "a name");
            if (_parser.Current.Is("."))
            {
                throw _parser.Current.Place.Fail("fields of objects cannot be set.");
            }

            names.Add(name.Text);
        }
        while (_parser.Take(","));
        if (wrapped)
        {
            _parser.Expect(")");
        }

        return [.. names];
    }

    private void Close() => _parser.Expect(TokenKind.BlockEnd, "the end '%}' of the tag");

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

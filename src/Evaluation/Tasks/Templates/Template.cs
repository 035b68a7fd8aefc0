using System.Text.Json;

namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>
/// A template in the part of Jinja that tasks use: printed expressions, <c>if</c>, <c>for</c>, <c>set</c>, comments, white-space control, the
/// methods and filters that need no program. It yields what Jinja 3.1 yields with <c>StrictUndefined</c> and
/// <c>keep_trailing_newline</c>, which is how lm-evaluation-harness renders. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Whatever it is fed, rendering ends: there is no recursion, at most <see cref="MostSteps"/> steps are taken and at most
/// <see cref="LongestText"/> characters are made.
/// </remarks>
public sealed class Template
{
    /// <summary>Characters of a template.</summary>
    public const int LongestSource = 1 << 20;

    /// <summary>Characters of what a template yields.</summary>
    public const int LongestText = 1 << 24;

    /// <summary>Rounds of loops, calls and list items of one rendering.</summary>
    public const int MostSteps = 1_000_000;

    private readonly Statement[] _statements;
    private readonly string? _constant;

    private Template(string source, Statement[] statements, string? constant) => (Source, _statements, _constant) = (source, statements, constant);

    public string Source { get; }

    /// <exception cref="TemplateException">The template is not understood; the message says where and why.</exception>
    public static Template Parse(string source)
    {
        if (source.Length > LongestSource)
        {
            throw new TemplateException(1, 1, $"the template is longer than {LongestSource} characters.");
        }

        var tokens = Lexer.Template(source);
        var constant = tokens switch
        {
            [{ Kind: TokenKind.End }] => "",
            [{ Kind: TokenKind.Data, Text: var text }, { Kind: TokenKind.End }] => text,
            _ => null,
        };
        return new(source, new StatementParser(tokens).Whole(), constant);
    }

    /// <param name="record">A JSON object whose fields are the template's variables.</param>
    /// <exception cref="TemplateException">The record lacks a field, or has it with another type; the message names it.</exception>
    public string Render(JsonElement record) => Render(Mapping.OfObject(record));

    internal string Render(Mapping record)
    {
        if (_constant is not null)
        {
            return _constant;
        }

        var scope = Scope.Of(record);
        foreach (var statement in _statements)
        {
            statement(scope);
        }

        return scope.Output.ToString();
    }

    public override string ToString() => Source;
}

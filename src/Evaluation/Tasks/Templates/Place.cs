namespace BenchHub.Evaluation.Tasks.Templates;

/// <summary>Where something stands in a template; both from 1, a column being a UTF-16 unit.</summary>
internal readonly record struct Place(int Line, int Column)
{
    public TemplateException Fail(string reason) => new(Line, Column, reason);
}

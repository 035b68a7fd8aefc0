namespace BenchHub.SampleRag;

public sealed record Document(string Id, string Title, string Text)
{
    /// <summary>What is indexed, as BEIR's own retrievers do it: the title, a space, the text.</summary>
    public string Content => $"{Title} {Text}".Trim();
}

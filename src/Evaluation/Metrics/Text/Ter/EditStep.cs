namespace BenchHub.Evaluation.Metrics.Text.Ter;

/// <summary>What is done to a word of the answer, or what is put in.</summary>
internal enum EditStep : byte
{
    Keep,
    Replace,
    Delete,
    Insert,
}

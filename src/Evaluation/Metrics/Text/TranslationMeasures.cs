using BenchHub.Evaluation.Metrics.Text.Bleu;
using BenchHub.Evaluation.Metrics.Text.Chrf;
using BenchHub.Evaluation.Metrics.Text.Ter;

namespace BenchHub.Evaluation.Metrics.Text;

/// <summary>Measures of translations and of other texts that should resemble a reference.</summary>
internal static class TranslationMeasures
{
    public static IEnumerable<IMeasure> All => [new BleuMeasure(), new HuggingFaceBleu(), new ChrfMeasure(), new TerMeasure()];
}

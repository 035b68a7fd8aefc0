namespace BenchHub.Evaluation.Metrics.Ratings;

internal static class RatingMeasures
{
    private const string Beyond = "agreement beyond chance";

    public static IEnumerable<IMeasure> All =>
    [
        new RatingMeasure(
            new()
            {
                Name = "rater_kappa",
                Parameters =
                [
                    MetricParameter.Choice("weights", "none", ["none", "linear", "quadratic"], "how much two different ratings disagree"),
                ],
                Unit = Beyond,
                Description = "Cohen's kappa: agreement of two raters beyond chance.",
                Formula = "1 - sum of w o / sum of w e, o the observed pairs of ratings, e the expected, w = [i != j], |i - j| or (i - j)²",
                Citation = "Cohen, A coefficient of agreement for nominal scales, 1960; Weighted kappa, 1968",
                Reference = "scikit-learn 1.2.1 cohen_kappa_score",
                Denominator = "Expected disagreement over the items that both rated; undefined where all ratings are one",
            },
            static arguments =>
            {
                var weights = Enum.Parse<KappaWeights>(arguments.Choice("weights"), ignoreCase: true);
                return items =>
                {
                    var (a, b) = ItemRatings.Pairs(items);
                    return CohenKappa.Prepare(a, b, weights);
                };
            }),
        new RatingMeasure(
            new()
            {
                Name = "fleiss_kappa",
                Unit = Beyond,
                Description = "Agreement of two or more raters on categories beyond chance, every item being rated equally often.",
                Formula = "(mean share of equal pairs - chance) / (1 - chance), chance = sum of p²",
                Citation = "Fleiss, Measuring nominal scale agreement among many raters, 1971",
                Reference = "statsmodels 0.13.5 fleiss_kappa",
                Denominator = "1 - chance; undefined where all ratings are one or items have unequal numbers of them",
            },
            static _ => FleissKappa.Prepare),
        new RatingMeasure(
            new()
            {
                Name = "krippendorff_alpha",
                Parameters =
                [
                    MetricParameter.Choice("level", "nominal", ["nominal", "ordinal", "interval", "ratio"], "what may be compared in the ratings"),
                ],
                Unit = Beyond,
                Description = "Agreement of two or more raters beyond chance, with ratings missing or not.",
                Formula = "1 - observed / expected disagreement, means of squared differences within items and among all ratings",
                Citation = "Krippendorff, Computing Krippendorff's alpha-reliability, 2011",
                Reference = "inspect_ai krippendorff_alpha; ratio: krippendorff 0.8",
                Denominator = "Expected disagreement of the items with two or more ratings; 1 where all ratings are one, as in inspect_ai",
            },
            static arguments =>
            {
                var level = Enum.Parse<MeasurementLevel>(arguments.Choice("level"), ignoreCase: true);
                return items => KrippendorffAlpha.Prepare(items, level);
            }),
        RatingMeasure.Correlation(
            new()
            {
                Name = "pearson",
                Description = "Linear correlation of two raters.",
                Formula = "sum (a - mean a)(b - mean b) / sqrt(sum (a - mean a)² sum (b - mean b)²)",
                Citation = "Pearson, Note on regression and inheritance in the case of two parents, 1895",
                Reference = "scipy 1.10.1 pearsonr",
                Denominator = "",
            },
            PearsonCorrelation.Prepare),
        RatingMeasure.Correlation(
            new()
            {
                Name = "spearman",
                Description = "Correlation of the ranks that two raters give, equals sharing their mean rank.",
                Formula = "Pearson's correlation of the ranks",
                Citation = "Spearman, The proof and measurement of association between two things, 1904",
                Reference = "scipy 1.10.1 spearmanr",
                Denominator = "",
            },
            SpearmanCorrelation.Prepare),
        RatingMeasure.Correlation(
            new()
            {
                Name = "kendall_tau",
                Description = "Tau-b: pairs of items that two raters order alike less those that they order oppositely, relative to untied pairs.",
                Formula = "(C - D) / sqrt((n0 - n1)(n0 - n2)), n0 all pairs, n1 and n2 those that each rater ties",
                Citation = "Kendall, The treatment of ties in ranking problems, 1945",
                Reference = "scipy 1.10.1 kendalltau",
                Denominator = "",
            },
            KendallTau.Prepare),
    ];
}

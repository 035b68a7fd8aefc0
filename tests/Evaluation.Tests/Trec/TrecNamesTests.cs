using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Retrieval;
using BenchHub.Evaluation.Trec;

namespace BenchHub.Evaluation.Tests.Trec;

public sealed class TrecNamesTests
{
    [Theory]
    [InlineData("map", "map=map")]
    [InlineData("ndcg_cut.10", "ndcg_cut_10=ndcg@10")]
    [InlineData("P.10,5", "P_5=precision@5 P_10=precision@10")]
    [InlineData("success", "success_1=success@1 success_5=success@5 success_10=success@10")]
    [InlineData("recip_rank", "recip_rank=mrr")]
    [InlineData("iprec_at_recall.0.25,.1", "iprec_at_recall_0.10=iprec_at_recall(r=0.1) iprec_at_recall_0.25=iprec_at_recall(r=0.25)")]
    [InlineData("Rprec_mult.1", "Rprec_mult_1.00=rprec_mult(m=1)")]
    [InlineData("set_F", "set_F=set_f")]
    [InlineData("set_F.2.0", "set_F_2.0=set_f(x=2)")]
    [InlineData("utility", "utility=utility(a=1,b=-1,c=0,d=0)")]
    [InlineData("utility.1.0,-0.5,0.25,0", "utility_1.0,-0.5,0.25,0=utility(a=1,b=-0.5,c=0.25,d=0)")]
    [InlineData("rbp", "rbp=rbp(gain=graded,p=0.9)")]
    [InlineData("rbp.p=0.5", "rbp_p=0.5=rbp(gain=graded,p=0.5)")]
    [InlineData("rbp_resid.p=0.5", "rbp_resid_p=0.5=rbp_resid(p=0.5)")]
    [InlineData("unj", "unj_5=unj@5 unj_10=unj@10 unj_20=unj@20")]
    [InlineData("11pt_avg", "11pt_avg=avg_11pt")]
    public void Lines_OfVersion10_AreOurMetrics(string name, string expected) => Assert.Equal(expected, Show(TrecNames.Lines([name], TrecMode.V10)));

    [Fact]
    public void Lines_OfVersion9_RoundRecallUp() => Assert.Equal(
        "iprec_at_recall_0.50=iprec_at_recall(r=0.5,rounding=up) 11pt_avg=avg_11pt(rounding=up)",
        Show(TrecNames.Lines(["11pt_avg", "iprec_at_recall.0.5"], TrecMode.V9)));

    // trec_eval prints in its own order, each measure once, and takes the first parameters that were given.
    [Fact]
    public void Lines_OfSeveralNames_ComeOnceInTrecEvalsOrder() => Assert.Equal(
        "num_q=num_q map=map P_7=precision@7 ndcg=ndcg",
        Show(TrecNames.Lines(["ndcg", "P.7", "map", "P.5", "P", "map", "num_q"], TrecMode.V9)));

    [Fact]
    public void Lines_OfASetWithParametersOfAMember_UseThem() => Assert.Equal(
        "runid num_q=num_q num_ret=num_ret num_rel=num_rel num_rel_ret=num_rel_ret utility=utility(a=1,b=-1,c=0,d=0) set_P=set_p "
        + "set_relative_P=set_relative_p set_recall=set_recall set_map=set_map set_F_3=set_f(x=3)",
        Show(TrecNames.Lines(["set", "set_F.3"], TrecMode.V10)));

    [Theory]
    [InlineData("nothing", TrecMode.V10, "trec_eval has no measure 'nothing'; its measures are official, set, all_trec, runid, ")]
    [InlineData("rbp", TrecMode.V9, "trec_eval 9 has no measure 'rbp'; ask for version 10.")]
    [InlineData("P.", TrecMode.V10, "'P.' ends with a point; parameters follow it, as in P.5,10, or leave it out.")]
    [InlineData("P.0", TrecMode.V10, "The parameters '0' do not suit trec_eval's measure 'P': a cutoff is a whole number from 1 to 1000000.")]
    [InlineData("P.5,x", TrecMode.V10, "The parameters '5,x' do not suit trec_eval's measure 'P': a cutoff is a whole number from 1 to 1000000.")]
    [InlineData("P.5,5", TrecMode.V10, "The parameters '5,5' do not suit trec_eval's measure 'P': one is given twice.")]
    [InlineData("utility.1", TrecMode.V10, "The parameters '1' do not suit trec_eval's measure 'utility': it takes 4, as in utility.1.0,-1.0,0.0,0.0.")]
    [InlineData("set_F.x", TrecMode.V10, "The parameters 'x' do not suit trec_eval's measure 'set_F': 'x' is not a number.")]
    [InlineData("rbp.1=2", TrecMode.V10, "The parameters '1=2' do not suit trec_eval's measure 'rbp': it takes p, as in rbp.p=0.95; gains for single grades are not supported.")]
    [InlineData("ndcg.1=3", TrecMode.V10, "The parameters '1=3' do not suit trec_eval's measure 'ndcg': it takes none here; for other gains than the grades, change the grades.")]
    public void Lines_OfWhatThereIsNot_SayWhy(string name, TrecMode version, string message) =>
        Assert.StartsWith(message, Assert.Throws<UnknownMetricException>(() => TrecNames.Lines(["map", name], version)).Message);

    [Fact]
    public void Lines_OfAllTrec_GrowWithVersion10()
    {
        string[] added = ["rbp", "rbp_resid", "unj_5", "unj_10", "unj_20"];

        Assert.Equal(
            TrecNames.Lines(["all_trec"], TrecMode.V10).Select(static line => line.Name),
            [.. TrecNames.Lines(["all_trec"], TrecMode.V9).Select(static line => line.Name), .. added]);
    }

    private static string Show(IReadOnlyList<TrecLine> lines) =>
        string.Join(' ', lines.Select(static line => line.Metric is null ? line.Name : $"{line.Name}={line.Metric}"));
}

using System.Text;
using BenchHub.Budgets;
using BenchHub.Connectors.Models;
using BenchHub.Grains.Jobs.Running;
using BenchHub.Storage.Models;
using BenchHub.Systems;

namespace BenchHub.Grains.Models;

/// <summary>Asks one model: out of the cache where the answer is there, else within its permits and the budgets.</summary>
internal sealed class ModelCaller(
    ModelClient client,
    SystemSpec spec,
    IReadOnlyDictionary<string, string> secrets,
    PatientCaller caller,
    BudgetGuard budgets,
    ResponseStore store,
    ModelPrice? price,
    TimeProvider time) : IAsyncDisposable
{
    // Where neither task nor registration bounds an answer, this much is set aside for it.
    private const int UnboundedAnswer = 4096;
    private const int TokensOfATurn = 16;

    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    /// <returns>One output per request, in their order.</returns>
    /// <exception cref="ItemFailedException">One of them failed for good; those before it are kept.</exception>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    public async Task<ModelOutput[]> Ask(IReadOnlyList<(ModelRequest Request, int Repeat)> asked, CancellationToken stop, CancellationToken abandon)
    {
        string[] keys = [.. asked.Select(one => Key(one.Request, one.Repeat))];
        var known = await Known(keys, abandon);
        var outputs = new ModelOutput[asked.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = known.TryGetValue(keys[i], out var found) ? found : await Pay(keys[i], asked[i].Request, stop, abandon);
        }

        return outputs;
    }

    /// <summary>Under which the answer is kept.</summary>
    public string Key(ModelRequest request, int repeat) => ResponseKey.Of(store.Scope, RequestBytes.Of(spec.Model!, request), repeat);

    /// <returns>The answers that are kept already, by key, and possibly others.</returns>
    public Task<IReadOnlyDictionary<string, ModelOutput>> Known(IReadOnlyList<string> keys, CancellationToken ct) => store.Known.Find(keys, ct);

    /// <summary>What its calls are reserved in.</summary>
    public BudgetGuard Budgets => budgets;

    /// <summary>Whom its answers are paid to, in the provider's word.</summary>
    public string Model => spec.Model!.Name;

    /// <summary>What is kept of an answer.</summary>
    public ModelOutput Output(ModelAnswer answer, bool isBatch) => new(answer.Text)
    {
        FinishReason = answer.FinishReason,
        LogLikelihood = answer.LogLikelihood,
        IsGreedy = answer.IsGreedy,
        LatencyMilliseconds = answer.Latency.TotalMilliseconds,
        Usage = new(
            answer.Tokens.Input, answer.Tokens.Cached, answer.Tokens.Output,
            price?.Cost(answer.Tokens.Input, answer.Tokens.Cached, answer.Tokens.Output, isBatch), answer.Tokens.IsCounted),
    };

    /// <summary>Tokens that a request and its answer may have; a token of any vocabulary is at least a byte long.</summary>
    public (int Input, int Output) MostTokens(ModelRequest request)
    {
        var input = request.Turns.Sum(static turn => Encoding.UTF8.GetByteCount(turn.Text) + TokensOfATurn)
            + Encoding.UTF8.GetByteCount($"{spec.Model!.Instruction}{request.Prompt}{request.Continuation}");
        return (input, request.Continuation is null ? AnswerLimit.Of(spec.Model, request) ?? UnboundedAnswer : 1);
    }

    /// <summary>What so many tokens may take.</summary>
    public Spend Most(int input, int output, bool isBatch) => new(price?.Cost(input, cached: 0, output, isBatch) ?? 0, (long)input + output);

    public ValueTask DisposeAsync() => caller.DisposeAsync();

    private async Task<ModelOutput> Pay(string key, ModelRequest request, CancellationToken stop, CancellationToken abandon)
    {
        var (input, answer) = MostTokens(request);
        var bill = new CallBill(budgets, Most(input, answer, isBatch: false), spec.Limits.CallTimeout + Leeway, stop);
        ModelOutput output;
        try
        {
            output = Output(await caller.Make((failed, ct) => client.Ask(spec, secrets, request, failed + bill.Failed, bill.Begin, ct), stop, abandon), isBatch: false);

            Instruments.Paid(output.Usage);

            // Before the commit, so that a budget that reads the facts again does not count the call twice.
            await bill.Pay(new(output.Usage.Cost ?? 0, output.Usage.InputTokens + output.Usage.OutputTokens));
        }
        finally
        {
            await bill.Close();
        }

        await store.Keep(new(key, output, time.GetUtcNow()) { Model = Model }, abandon);
        return output;
    }
}

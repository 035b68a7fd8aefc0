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

    /// <returns>One output per request, in their order.</returns>
    /// <exception cref="ItemFailedException">One of them failed for good; those before it are kept.</exception>
    /// <exception cref="AskingEndedException">A budget is spent.</exception>
    public async Task<ModelOutput[]> Ask(IReadOnlyList<(ModelRequest Request, int Repeat)> asked, CancellationToken stop, CancellationToken abandon)
    {
        string[] keys = [.. asked.Select(one => ResponseKey.Of(store.Scope, RequestBytes.Of(spec.Model!, one.Request), one.Repeat))];
        var known = await store.Known.Find(keys, abandon);
        var outputs = new ModelOutput[asked.Count];
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = known.TryGetValue(keys[i], out var found) ? found : await Pay(keys[i], asked[i].Request, stop, abandon);
        }

        return outputs;
    }

    public ValueTask DisposeAsync() => caller.DisposeAsync();

    private async Task<ModelOutput> Pay(string key, ModelRequest request, CancellationToken stop, CancellationToken abandon)
    {
        var call = await budgets.Reserve(Most(request), LongestCall(), stop);
        var taken = default(Spend);
        ModelOutput output;
        try
        {
            output = Output(await caller.Make((failed, ct) => client.Ask(spec, secrets, request, failed, ct), stop, abandon));
            Instruments.Paid(output.Usage);
            taken = new(output.Usage.Cost ?? 0, output.Usage.InputTokens + output.Usage.OutputTokens);
        }
        finally
        {
            // Before the commit, so that a budget that reads the facts again does not count the call twice.
            await budgets.Settle(call, taken);
        }

        await store.Keep(new(key, output, time.GetUtcNow()), abandon);
        return output;
    }

    private ModelOutput Output(ModelAnswer answer) => new(answer.Text)
    {
        FinishReason = answer.FinishReason,
        LogLikelihood = answer.LogLikelihood,
        IsGreedy = answer.IsGreedy,
        LatencyMilliseconds = answer.Latency.TotalMilliseconds,
        Usage = new(
            answer.Tokens.Input, answer.Tokens.Cached, answer.Tokens.Output,
            price?.Cost(answer.Tokens.Input, answer.Tokens.Cached, answer.Tokens.Output), answer.Tokens.IsCounted),
    };

    // A token of any vocabulary is at least a byte long.
    private Spend Most(ModelRequest request)
    {
        var input = request.Turns.Sum(static turn => Encoding.UTF8.GetByteCount(turn.Text) + TokensOfATurn)
            + Encoding.UTF8.GetByteCount($"{spec.Model!.Instruction}{request.Prompt}{request.Continuation}");
        var output = request.Continuation is null ? AnswerLimit.Of(spec.Model, request) ?? UnboundedAnswer : 1;
        return new(price?.Cost(input, cached: 0, output) ?? 0, input + output);
    }

    private TimeSpan LongestCall() => (spec.Limits.CallTimeout + TimeSpan.FromMinutes(2)) * (1 + spec.Limits.Retries);
}

using BenchHub.Orleans.Tests.Support;
using Orleans.Concurrency;

namespace BenchHub.Orleans.Tests;

internal interface ICallGrain : IGrainWithStringKey
{
    Task<int> Add(int amount);

    ValueTask<string> Shout();

    Task Fail(string message);

    Task<List<int>> Keep(List<int> items);

    Task<List<int>> Kept();

    Task KeepNote(Note note);

    Task<string> NoteText();

    Task Take(object value);

    Task<string?> User();

    [ResponseTimeout("00:00:00.3")]
    Task NeverAnswer();

    [OneWay]
    Task Notify(string wait, string open);

    Task WaitForCancellation(CancellationToken cancellationToken);
}

internal interface ICallerGrain : IGrainWithStringKey
{
    Task<List<int>> PassListAndChangeIt();

    Task<List<int>> ChangeReturnedList();

    Task<string> PassNoteAndChangeIt();

    Task PassUnmarked();

    Task<string?> RelayUser();

    Task<int> AddThrough(ICallGrain other, int amount);
}

internal interface IIntegerGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

internal interface INobodyGrain : IGrainWithStringKey;

[GenerateSerializer]
internal sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public List<Note> Replies { get; set; } = [];
}

internal sealed class Unmarked
{
    public string? Text { get; set; }
}

internal sealed class CallGrain(Gates gates) : Grain, ICallGrain
{
    private int _sum;
    private List<int> _items = [];
    private Note _note = new();

    public Task<int> Add(int amount) => Task.FromResult(_sum += amount);

    public ValueTask<string> Shout() => new(this.GetPrimaryKeyString() + "!");

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public Task<List<int>> Keep(List<int> items) => Task.FromResult(_items = items);

    public Task<List<int>> Kept() => Task.FromResult(_items);

    public Task KeepNote(Note note)
    {
        _note = note;
        return Task.CompletedTask;
    }

    public Task<string> NoteText() => Task.FromResult(_note.Replies[0].Text);

    public Task Take(object value) => Task.CompletedTask;

    public Task<string?> User() => Task.FromResult(RequestContext.Get("user") as string);

    public Task NeverAnswer() => gates.Pass("late");

    public async Task Notify(string wait, string open)
    {
        await gates.Pass(wait);
        gates.Open(open);
    }

    public async Task WaitForCancellation(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        gates.Open("waiting");
        await cancelled.Task;
        gates.Open("cancelled");
    }
}

internal sealed class CallerGrain : Grain, ICallerGrain
{
    private ICallGrain Other => GrainFactory.GetGrain<ICallGrain>($"other of {this.GetPrimaryKeyString()}");

    public async Task<List<int>> PassListAndChangeIt()
    {
        List<int> mine = [1, 2];
        await Other.Keep(mine);
        mine.Add(3);
        return await Other.Kept();
    }

    public async Task<List<int>> ChangeReturnedList()
    {
        var returned = await Other.Keep([1, 2]);
        returned.Add(3);
        return await Other.Kept();
    }

    public async Task<string> PassNoteAndChangeIt()
    {
        var mine = new Note { Replies = [new() { Text = "before" }] };
        await Other.KeepNote(mine);
        mine.Replies[0].Text = "after";
        return await Other.NoteText();
    }

    public Task PassUnmarked() => Other.Take(new Unmarked { Text = "x" });

    public Task<string?> RelayUser() => Other.User();

    public Task<int> AddThrough(ICallGrain other, int amount) => other.Add(amount);
}

internal sealed class IntegerGrain : Grain, IIntegerGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

internal sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

namespace Orleans.Runtime;

/// <summary>Brings calls to where their grain is.</summary>
internal interface ICallRouter
{
    /// <summary>Whether the grain is to be activated here.</summary>
    bool IsHere(GrainId grain);

    /// <summary>Returns when the call is on its way; whatever becomes of it is its answer.</summary>
    void Send(Call call);
}

/// <summary>A silo alone: every grain is here.</summary>
internal sealed class LocalRouter(Catalog catalog) : ICallRouter
{
    public bool IsHere(GrainId grain) => true;

    public void Send(Call call) => catalog.Deliver(call);
}

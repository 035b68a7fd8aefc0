namespace BenchHub.MockLlm;

/// <summary>How many requests are under way, how many were at most, and whether one more may be.</summary>
internal sealed class Seats(int? limit)
{
    private readonly Lock _lock = new();

    public int Taken { get; private set; }

    public int MostTaken { get; private set; }

    public bool TryTake()
    {
        lock (_lock)
        {
            if (Taken >= limit)
            {
                return false;
            }

            Taken++;
            MostTaken = Math.Max(MostTaken, Taken);
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            Taken--;
        }
    }

    /// <summary>Forgets the mark that was reached.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            MostTaken = Taken;
        }
    }
}

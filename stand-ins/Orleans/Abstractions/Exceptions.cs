using Orleans.Runtime;

namespace Orleans.Runtime
{
    public class OrleansException : Exception
    {
        public OrleansException()
        {
        }

        public OrleansException(string message)
            : base(message)
        {
        }

        public OrleansException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The call was not run: no silo would take it.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message, Exception? innerException = null)
            : base(message, innerException!)
        {
        }
    }

    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        public SiloUnavailableException(string msg)
            : base(msg)
        {
        }

        public SiloUnavailableException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    /// <summary>The host's wiring of Orleans cannot work.</summary>
    public class OrleansConfigurationException : OrleansException
    {
        public OrleansConfigurationException(string message)
            : base(message)
        {
        }

        public OrleansConfigurationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}

namespace Orleans.Storage
{
    /// <summary>
    /// The stored state is not the one that the grain read: somebody else wrote. When it escapes a grain's method the activation
    /// ends, so that the next one reads the state anew.
    /// </summary>
    [GenerateSerializer]
    public class InconsistentStateException : OrleansException
    {
        public InconsistentStateException()
        {
        }

        public InconsistentStateException(string message)
            : base(message)
        {
        }

        public InconsistentStateException(string message, Exception? innerException)
            : base(message, innerException!)
        {
        }

        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
            : base($"{errorMsg} Stored etag: {storedEtag ?? "none"}, expected: {currentEtag ?? "none"}.")
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        [Id(0)]
        public string? StoredEtag { get; }

        [Id(1)]
        public string? CurrentEtag { get; }

        /// <summary>Whether the failing write was of the grain it escapes from, not of one that this grain called.</summary>
        internal bool IsOfThisActivation { get; set; } = true;
    }
}

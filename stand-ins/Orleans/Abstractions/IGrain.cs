using Orleans.Runtime;

namespace Orleans.Runtime
{
    public interface IAddressable;

    /// <summary>An interface that the runtime adds to every grain.</summary>
    public interface IGrainExtension : IAddressable;
}

namespace Orleans
{
    public interface IGrain : IAddressable;

    public interface IGrainWithStringKey : IGrain;

    public interface IGrainWithIntegerKey : IGrain;

    public interface IGrainWithGuidKey : IGrain;

    public interface IGrainWithIntegerCompoundKey : IGrain;

    public interface IGrainWithGuidCompoundKey : IGrain;
}

namespace Orleans.Core.Internal
{
    /// <summary>Control over one activation, reached by <c>grain.AsReference&lt;IGrainManagementExtension&gt;()</c>.</summary>
    public interface IGrainManagementExtension : IGrainExtension
    {
        /// <summary>Deactivates the activation as soon as its running calls are done.</summary>
        ValueTask DeactivateOnIdle();
    }
}

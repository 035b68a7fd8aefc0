namespace Orleans.Runtime
{
    /// <summary>Keys of the clocks that a container may hold for parts of the silo; a part without one takes the unkeyed clock.</summary>
    public static class TimeProviderNames
    {
        /// <summary>The clock of grain timers.</summary>
        public const string Grains = "Orleans.Grains";

        /// <summary>The clock of idle collection.</summary>
        public const string ActivationManagement = "Orleans.ActivationManagement";
    }
}

namespace Orleans.Reminders
{
    public static class ReminderTimeProviderNames
    {
        public const string Reminders = "Orleans.Reminders";
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Configuration
{
    public class AdoNetReminderTableOptions
    {
        public string Invariant { get; set; } = "Microsoft.Data.SqlClient";

        public string? ConnectionString { get; set; }
    }
}

namespace Orleans.Hosting
{
    public static class SiloBuilderReminderExtensions
    {
        /// <summary>The reminder service without a table; one of the <c>Use…ReminderService</c> methods adds both.</summary>
        public static ISiloBuilder AddReminders(this ISiloBuilder builder)
        {
            builder.Services.TryAddSingleton<ReminderService>();
            builder.Services.TryAddSingleton<IReminderRegistry>(services => services.GetRequiredService<ReminderService>());
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, ReminderService>(
                services => services.GetRequiredService<ReminderService>()));
            return builder;
        }

        public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions)
        {
            builder.AddReminders().Configure(configureOptions);
            builder.Services.AddSingleton<IReminderTable, AdoNetReminderTable>();
            return builder;
        }
    }

    public static class SiloBuilderReminderMemoryExtensions
    {
        /// <summary>Reminders that end with the process.</summary>
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
        {
            builder.AddReminders();
            builder.Services.AddSingleton<IReminderTable, InMemoryReminderTable>();
            return builder;
        }
    }
}

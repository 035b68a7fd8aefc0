using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Hosting;

public static class MemoryGrainStorageSiloBuilderExtensions
{
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddMemoryGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
        builder.AddStorage(name, configureOptions, (services, options) => new MemoryGrainStorage(options, services.GetRequiredService<ProcessMemory>(), name));

    internal static ISiloBuilder AddStorage<TOptions>(this ISiloBuilder builder, string name, Action<OptionsBuilder<TOptions>>? configure, Func<IServiceProvider, TOptions, IGrainStorage> create)
        where TOptions : class, IStorageProviderSerializerOptions
    {
        var options = builder.Services.AddOptions<TOptions>(name);
        options.PostConfigure<IServiceProvider>(static (o, services) =>
            o.GrainStorageSerializer ??= services.GetRequiredService<IGrainStorageSerializer>());
        configure?.Invoke(options);
        builder.Services.TryAddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        builder.Services.AddKeyedSingleton(name, (services, key) =>
            create(services, services.GetRequiredService<IOptionsMonitor<TOptions>>().Get((string)key!)));
        if (string.Equals(name, ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, StringComparison.Ordinal))
        {
            builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>(name));
        }

        return builder;
    }
}

public static class AdoNetGrainStorageSiloBuilderExtensions
{
    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(this ISiloBuilder builder, Action<AdoNetGrainStorageOptions> configureOptions) =>
        builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static ISiloBuilder AddAdoNetGrainStorageAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null) =>
        builder.AddAdoNetGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static ISiloBuilder AddAdoNetGrainStorage(this ISiloBuilder builder, string name, Action<AdoNetGrainStorageOptions> configureOptions) =>
        builder.AddAdoNetGrainStorage(name, options => options.Configure(configureOptions));

    public static ISiloBuilder AddAdoNetGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<AdoNetGrainStorageOptions>>? configureOptions = null) =>
        builder
            .AddStorage(name, configureOptions, static (services, options) => ActivatorUtilities.CreateInstance<AdoNetGrainStorage>(services, options))
            .AddStartupTask((services, token) => ((AdoNetGrainStorage)services.GetRequiredKeyedService<IGrainStorage>(name)).Open(token), ServiceLifecycleStage.ApplicationServices);
}

public static class SystemTextJsonSerializerExtensions
{
    /// <summary>Grain state is JSON; <see cref="Serialization.SystemTextJsonGrainStorageSerializerOptions"/> configures how.</summary>
    public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder siloBuilder)
    {
        siloBuilder.Services.AddSingleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>();
        return siloBuilder;
    }
}

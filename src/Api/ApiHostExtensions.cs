using BenchHub.Api.Analytics;
using BenchHub.Api.Batches;
using BenchHub.Api.Comparisons;
using BenchHub.Api.Costs;
using BenchHub.Api.Dashboard;
using BenchHub.Api.Datasets;
using BenchHub.Api.Errors;
using BenchHub.Api.Health;
using BenchHub.Api.Info;
using BenchHub.Api.Jobs;
using BenchHub.Api.Json;
using BenchHub.Api.Judges;
using BenchHub.Api.Live;
using BenchHub.Api.Metrics;
using BenchHub.Api.Monitoring;
using BenchHub.Api.OpenApi;
using BenchHub.Api.Prices;
using BenchHub.Api.Results;
using BenchHub.Api.Schedules;
using BenchHub.Api.Security;
using BenchHub.Api.Systems;
using BenchHub.Api.Templates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BenchHub.Api;

/// <summary>The API without its cluster and database, so that a silo's host and tests run the very same pipeline.</summary>
public static class ApiHostExtensions
{
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The host brings <see cref="IGrainFactory"/> and the storage catalogs.</summary>
    public static WebApplicationBuilder AddBenchHubApi(this WebApplicationBuilder builder, ApiEndpoints endpoints)
    {
        builder.AddServiceDefaults();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(endpoints).AddSingleton<BoundEndpoints>();
        services.AddSingleton(Options(builder.Configuration));
        services.AddOptions<KestrelServerOptions>().Configure<BoundEndpoints, ApiOptions>(static (kestrel, bound, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.RequestBytes;
            bound.Listen(kestrel);
        });
        services.AddHostedService<BindingGuard>();
        services.AddSingleton<BrowserGuard>().AddSingleton<ApiKeyGate>();

        services.ConfigureHttpJsonOptions(static json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        services.AddApiDescription();
        services.AddHealthChecks()
            .AddDatabase()
            .AddCheck<ClusterCheck>("silo", tags: [ServiceDefaultsExtensions.Ready], timeout: CheckTimeout);

        services.AddSingleton<Lookup>();
        services.AddSingleton<PastNames>();
        services.AddSingleton<FileUpload>();
        services.AddSingleton<DatasetUpload>().AddSingleton<RecordedUpload>().AddSingleton<OutputsUpload>().AddSingleton<OutputsNames>();
        services.AddSingleton<ReportFonts>();
        services.AddSingleton<RuleNames>().AddSingleton<OverviewView>();
        services.AddSingleton<JobView>().AddSingleton<ResultView>().AddSingleton<ItemColumns>().AddSingleton<ItemDetail>().AddSingleton<ScheduleView>();
        services.AddLive();
        services.AddBenchHubGrpc();
        return builder;
    }

    public static WebApplication MapBenchHubApi(this WebApplication app)
    {
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static context => ProblemWriter.WriteBare(context.HttpContext));
        app.UseMiddleware<BrowserGuard>();
        app.UseDashboard();
        app.UseMiddleware<ApiKeyGate>();

        var options = app.Services.GetRequiredService<ApiOptions>();
        var api = app.MapGroup("/api/v1").ProducesProblems();
        api.MapSystems(options);
        api.MapDatasets(options);
        api.MapJobs();
        api.MapResults();
        api.MapComparisons();
        api.MapAnalytics();
        api.MapGates();
        api.MapComparisonExport();
        api.MapMetrics();
        api.MapJudges();
        api.MapPrices();
        api.MapCosts();
        api.MapMonitoring();
        api.MapTemplates();
        api.MapSchedules();
        api.MapInfo();

        // OpenAI's interface is described by OpenAI.
        var v1 = app.MapGroup(OpenAiJson.Root).ExcludeFromDescription();
        v1.MapServedFiles();
        v1.MapServedBatches();

        app.MapLive();
        app.MapLanding();
        app.MapApiDescription();
        app.MapServiceDefaults();
        app.MapBenchHubGrpc();
        return app;
    }

    private static ApiOptions Options(ConfigurationManager configuration)
    {
        var options = configuration.GetSection(ApiOptions.Section).Get<ApiOptions>() ?? new();
        options.ApiKey = options.HasApiKey ? options.ApiKey : configuration["BENCHHUB_API_KEY"];
        return options;
    }
}

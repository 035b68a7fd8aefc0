using BenchHub.Api.Errors;
using BenchHub.Api.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BenchHub.Api.OpenApi;

/// <summary>The description of the HTTP API at <c>/openapi/v1.json</c>, and a page to try it at <c>/swagger</c>.</summary>
internal static class OpenApiExtensions
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.AddDocumentTransformer(Describe);
        options.AddSchemaTransformer(DropAliases);
    });

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi().ExcludeFromDescription();
        app.UseSwaggerUI(static page =>
        {
            page.SwaggerEndpoint("/openapi/v1.json", "BenchHub v1");
            page.DocumentTitle = "BenchHub API";
        });
    }

    /// <summary>What every operation of the API may answer besides its own.</summary>
    public static RouteGroupBuilder ProducesProblems(this RouteGroupBuilder api)
    {
        foreach (var kind in (ProblemKind[])[ProblemKind.Invalid, ProblemKind.Unauthenticated, ProblemKind.NotFound, ProblemKind.Conflict, ProblemKind.Unprocessable, ProblemKind.Fault, ProblemKind.Unavailable])
        {
            api.WithMetadata(new ProducesResponseTypeMetadata(kind.Status, typeof(ProblemAnswer), ["application/problem+json"]));
        }

        return api;
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "BenchHub",
            Version = "v1",
            Description = "Measures AI systems: register them, import datasets, run jobs, compare results. Wherever an id is taken, a name is taken too; requests may be written in camelCase or snake_case.",
            License = new() { Name = "MIT" },
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The hub's API key, where it has one." },
        };
        return Task.CompletedTask;
    }

    private static Task DropAliases(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var alias in RequestBodies.Aliases(context.JsonTypeInfo))
        {
            schema.Properties?.Remove(alias);
        }

        return Task.CompletedTask;
    }
}

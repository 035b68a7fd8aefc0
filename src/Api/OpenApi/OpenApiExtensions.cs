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
        options.AddOperationTransformer(DescribeAnswers);
        options.AddSchemaTransformer(DropAliases);
        options.CreateSchemaReferenceId = new SchemaNames().Of;
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

    /// <summary>Whatever an operation answers besides its own is a problem.</summary>
    public static RouteGroupBuilder ProducesProblems(this RouteGroupBuilder api) => api.WithMetadata(
        new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemAnswer), ["application/problem+json"]));

    /// <summary>The same answer in other forms; metadata of its own, since the framework keeps one form per status.</summary>
    public static RouteHandlerBuilder AlsoProduces(this RouteHandlerBuilder route, params string[] mediaTypes) => route.WithMetadata(new OtherForms(mediaTypes));

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
        document.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeAnswers(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (operation.Responses?.Remove("400", out var problem) == true)
        {
            problem.Description = "Refused or failed: 400, 401, 403, 404, 409, 413, 415, 422, 500, 503 or 507";
            operation.Responses.Add("default", problem);
        }

        if (operation.Responses?.GetValueOrDefault("200")?.Content is { } content)
        {
            foreach (var mediaType in context.Description.ActionDescriptor.EndpointMetadata.OfType<OtherForms>().SelectMany(static forms => forms.MediaTypes))
            {
                content.Add(mediaType, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }
        }

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

    private sealed record OtherForms(IReadOnlyList<string> MediaTypes);
}

using BenchHub.Systems;
using Microsoft.Extensions.AI;

namespace BenchHub.Connectors.Models;

/// <summary>Between the words of Microsoft.Extensions.AI and ours.</summary>
internal static class ChatMapping
{
    public static SystemSpec Spec(SystemSpec spec, ChatOptions? options) =>
        options?.ModelId is { } name ? spec with { Model = spec.Model! with { Name = name } } : spec;

    /// <exception cref="NotSupportedException">Something is not text.</exception>
    public static ModelRequest Request(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Tools?.Count > 0 || options?.ResponseFormat is not (null or ChatResponseFormatText))
        {
            throw new NotSupportedException("A registered model is asked for text: tools and response formats are not passed on.");
        }

        var turns = messages.Select(Turn);
        return new()
        {
            Turns = [.. options?.Instructions is { } instructions ? turns.Prepend(new("system", instructions)) : turns],
            Temperature = Exact(options?.Temperature),
            TopP = Exact(options?.TopP),
            MaxTokens = options?.MaxOutputTokens,
            Seed = options?.Seed is { } seed ? checked((int)seed) : null,
            Stop = [.. options?.StopSequences ?? []],
        };
    }

    public static ChatFinishReason? Finish(string? reason) => string.IsNullOrEmpty(reason) ? null : new(reason);

    public static UsageDetails Usage(ModelTokens tokens) => new()
    {
        InputTokenCount = tokens.Input,
        CachedInputTokenCount = tokens.Cached,
        OutputTokenCount = tokens.Output,
        TotalTokenCount = tokens.Input + tokens.Output,
    };

    private static ModelTurn Turn(ChatMessage message) =>
        message.Role == ChatRole.Tool || message.Contents.Any(static content => content is not TextContent)
            ? throw new NotSupportedException($"A message of role {message.Role} holds more than text, which a registered model is not asked about.")
            : new(message.Role.Value, message.Text);

    // 0.7 as a float is not 0.7 as a double, and the model would be asked for the difference.
    private static double? Exact(float? value) => value is { } number ? (double)(decimal)number : null;
}

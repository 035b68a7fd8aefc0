using System.Text.Json;
using System.Text.RegularExpressions;

namespace BenchHub.Api.Errors;

/// <summary>Puts what the framework found wrong with a request into a sentence with the field, and without our type names.</summary>
internal static partial class BadRequest
{
    public static Problem Explain(BadHttpRequestException bad) => (bad.StatusCode, bad.InnerException) switch
    {
        (StatusCodes.Status413PayloadTooLarge, _) => new(ProblemKind.TooLarge, "The request body is larger than this address takes."),
        (StatusCodes.Status415UnsupportedMediaType, _) => new(ProblemKind.WrongMediaType, "Send the body as JSON, with the header Content-Type: application/json."),
        (_, JsonException json) => Explain(json),
        _ => Parameter(bad.Message),
    };

    /// <summary>What the framework's multipart reader throws; it has no exception of its own.</summary>
    public static bool IsBrokenForm(Exception exception) =>
        exception.Source is "Microsoft.AspNetCore.WebUtilities" or "Microsoft.AspNetCore.Http.Extensions";

    public static Problem Explain(JsonException json)
    {
        var field = json.Path?.TrimStart('$').TrimStart('.');
        return (field, json.Message.Contains("could not be mapped", StringComparison.Ordinal)) switch
        {
            (null or "", _) => new(ProblemKind.Invalid, $"The body is not valid JSON{Where(json)}."),
            (var unknown, true) => new(ProblemKind.Invalid, $"There is no field '{unknown}' here; see /openapi/v1.json for those there are.") { Field = unknown },
            var (known, _) => new(ProblemKind.Invalid, $"The field '{known}' has a value of the wrong type, or the JSON breaks off there{Where(json)}.") { Field = known },
        };
    }

    private static Problem Parameter(string message)
    {
        var failed = Failed().Match(message);
        if (failed.Success)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(failed.Groups["name"].Value);
            return new(ProblemKind.Invalid, $"The parameter '{name}' cannot be '{failed.Groups["value"].Value}'.") { Field = name };
        }

        var missing = Missing().Match(message);
        return missing.Success && missing.Groups["source"].Value != "body"
            ? new(ProblemKind.Invalid, $"The parameter '{missing.Groups["name"].Value}' is missing.") { Field = missing.Groups["name"].Value }
            : new(ProblemKind.Invalid, missing.Success ? "The request needs a JSON body." : "The request is malformed.");
    }

    private static string Where(JsonException json) =>
        json.LineNumber is { } line ? $" (line {line + 1}, byte {json.BytePositionInLine + 1})" : "";

    [GeneratedRegex("""^Failed to bind parameter ".+ (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Failed();

    [GeneratedRegex("""^Required parameter ".+ (?<name>\w+)" was not provided from (?<source>.+)\.$""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Missing();
}

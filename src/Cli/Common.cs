using System.CommandLine;
using System.Text.Json.Nodes;
using BenchHub.Cli.Hub;
using BenchHub.Evaluation.Formats;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Metrics.Text;
using BenchHub.Evaluation.Statistics;
using Spectre.Console;

namespace BenchHub.Cli;

/// <summary>Options that every command has, and how a command talks to the hub and to the user.</summary>
internal static class Common
{
    public static readonly Option<string> Hub = new("--hub")
    {
        Description = "Address of the hub.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BENCHHUB_HUB") ?? "http://127.0.0.1:5080",
        Recursive = true,
    };

    public static readonly Option<string?> ApiKey = new("--api-key")
    {
        Description = "Key of the hub, where it asks for one (environment: BENCHHUB_API_KEY).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("BENCHHUB_API_KEY"),
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print one JSON object for scripts.",
        Recursive = true,
    };

    /// <summary>Messages for people: on stderr, so that stdout stays a result.</summary>
    public static readonly IAnsiConsole Notes = Console.IsErrorRedirected ? Plain() : AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });

    extension(Command command)
    {
        /// <summary>Runs against the hub; a refusal of the hub is printed as its sentence and ends with 1, or what <paramref name="error"/> says.</summary>
        public Command Calls(Func<HubClient, ParseResult, CancellationToken, Task<int>> action, Func<ParseResult, int>? error = null)
        {
            command.SetAction(async (parsed, ct) =>
            {
                try
                {
                    using var hub = new HubClient(parsed.GetValue(Hub)!, parsed.GetValue(ApiKey));
                    return await action(hub, parsed, ct);
                }
                catch (HubException refusal)
                {
                    Say(refusal, parsed.GetValue(Json));
                    return error?.Invoke(parsed) ?? 1;
                }
                catch (Exception file) when (error is not null && (file is IOException or UnauthorizedAccessException))
                {
                    Say(new HubException(file.Message), parsed.GetValue(Json));
                    return error(parsed);
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    return 130;
                }
            });
            return command;
        }

        /// <summary>Runs on this machine alone; bad input is printed as its sentence and ends with 1.</summary>
        public Command Computes(Func<ParseResult, CancellationToken, Task<int>> action)
        {
            command.SetAction(async (parsed, ct) =>
            {
                try
                {
                    return await action(parsed, ct);
                }
                catch (Exception refusal) when (refusal is HubException or MalformedInputException or StatisticRefusedException or UnknownMetricException
                    or InvalidReferenceException or IOException or UnauthorizedAccessException)
                {
                    Say(refusal as HubException ?? new HubException(refusal.Message), parsed.GetValue(Json));
                    return 1;
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested)
                {
                    return 130;
                }
            });
            return command;
        }
    }

    /// <summary>Prints the JSON as it is with <c>--json</c>, else what <paramref name="render"/> makes of it.</summary>
    public static int Print(this ParseResult parsed, JsonNode answer, Action<JsonNode> render)
    {
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(answer.ToJsonString());
        }
        else
        {
            render(answer);
        }

        return 0;
    }

    /// <summary>A log file has no colours and no width: a sentence stays in one line.</summary>
    private static IAnsiConsole Plain()
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Error),
        });
        console.Profile.Width = 10_000;
        return console;
    }

    private static void Say(HubException refusal, bool json)
    {
        if (json && refusal.Problem is { } problem)
        {
            Console.Out.WriteLine(new JsonObject { ["error"] = problem.DeepClone() }.ToJsonString());
        }

        Notes.MarkupLineInterpolated($"[red]{refusal.Message}[/]");
        foreach (var finding in refusal.Findings)
        {
            Notes.MarkupLineInterpolated($"  {finding}");
        }
    }
}

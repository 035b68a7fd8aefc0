using System.CommandLine;
using System.CommandLine.Parsing;
using BenchHub.SampleRag;
using Spectre.Console;

namespace BenchHub.Cli.Serving;

internal static class SampleRagCommand
{
    public static Command Create()
    {
        var algorithm = new Option<string>("--algorithm") { DefaultValueFactory = _ => "bm25", Description = $"{string.Join(", ", RetrieverCatalog.Names)}." };
        var corpus = new Option<DirectoryInfo>("--corpus") { Required = true, Description = "BEIR folder; its corpus.jsonl is served." };
        var port = new Option<int>("--port") { Description = "0 takes a free one." };
        var latency = new Option<TimeSpan>("--latency") { CustomParser = Duration, Description = "Waited before each answer, such as 50ms." };
        var errorRate = new Option<double>("--error-rate") { Description = "Share of /retrieve calls that fail with 500." };
        var shape = new Option<AnswerShape>("--answer-shape") { Description = "default, list or nested." };
        var command = new Command("sample-rag", "A real retrieval service over a BEIR corpus, to try the hub with.")
        {
            algorithm, corpus, port, latency, errorRate, shape, Lifeline.Option,
        };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                await using var app = SampleRagServer.Build(new()
                {
                    Algorithm = parsed.GetValue(algorithm)!,
                    Corpus = parsed.GetValue(corpus)!.FullName,
                    Port = parsed.GetValue(port),
                    Latency = parsed.GetValue(latency),
                    ErrorRate = parsed.GetValue(errorRate),
                    AnswerShape = parsed.GetValue(shape),
                });
                await app.StartAsync(ct);
                Console.WriteLine($"Listening on {app.Urls.First()}");
                await Lifeline.Hold(parsed, app, ct);
                return 0;
            }
            catch (Exception wrong) when (StartFailure.Explain(wrong) is { } sentence)
            {
                Common.Notes.MarkupLineInterpolated($"[red]{sentence}[/]");
                return 1;
            }
        });
        return command;
    }

    private static TimeSpan Duration(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], TimeSpan.FromMilliseconds(1))
            : text.EndsWith('s') ? (text[..^1], TimeSpan.FromSeconds(1))
            : (text, TimeSpan.FromMilliseconds(1));
        if (double.TryParse(number, out var amount) && amount >= 0)
        {
            return amount * unit;
        }

        argument.AddError($"'{text}' is no duration; write 50ms or 2s.");
        return default;
    }
}

using System.CommandLine;

namespace BenchHub.Cli.Results;

internal static class ExportCommands
{
    private static readonly Option<FileInfo?> Output = new("--output", "-o") { Description = "File to write; default: standard output." };

    public static Command Create() => new("export", "Write runs, qrels and queries as files that other tools read.")
    {
        Run(),
        Part("qrels", "Write a dataset's judgements."),
        Part("queries", "Write a dataset's queries."),
        Part("corpus", "Write a dataset's documents."),
    };

    private static Command Run()
    {
        var result = new Argument<string>("result") { Description = "Id of a result." };
        var format = new Option<string>("--format") { Description = "trec, csv or json.", DefaultValueFactory = _ => "trec" };
        return Download("run", "Write a result's answers as a TREC run.", [result, format, Output], parsed =>
            $"/api/v1/results/{Uri.EscapeDataString(parsed.GetValue(result)!)}/export?format={parsed.GetValue(format)}");
    }

    private static Command Part(string part, string description)
    {
        var dataset = new Argument<string>("dataset") { Description = "Name or id." };
        var format = new Option<string>("--format") { Description = "trec or beir.", DefaultValueFactory = _ => part == "qrels" ? "trec" : "beir" };
        return Download(part, description, [dataset, format, Output], parsed =>
            $"/api/v1/datasets/{Uri.EscapeDataString(parsed.GetValue(dataset)!)}/export?part={part}&format={parsed.GetValue(format)}");
    }

    private static Command Download(string verb, string description, Symbol[] symbols, Func<ParseResult, string> path)
    {
        var command = new Command(verb, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        return command.Calls(async (hub, parsed, ct) =>
        {
            await using var target = parsed.GetValue(Output) is { } file ? file.Create() : Console.OpenStandardOutput();
            await hub.Download(path(parsed), target, ct);
            return 0;
        });
    }
}

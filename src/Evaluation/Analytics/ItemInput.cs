using System.Text.Json;
using BenchHub.Evaluation.Metrics;
using BenchHub.Evaluation.Tasks;

namespace BenchHub.Evaluation.Analytics;

/// <summary>What a record asks, without the examples and the instruction that all records share.</summary>
public static class ItemInput
{
    /// <summary>The question as the task writes it; where the record lacks what that needs, the record itself.</summary>
    /// <param name="task">What the record is for.</param>
    /// <param name="record">A JSON object.</param>
    public static string Of(TaskDefinition task, string record)
    {
        try
        {
            using var document = JsonDocument.Parse(record);
            return task.Fields.Text.Text(RecordReader.Read(document.RootElement));
        }
        catch (Exception unfit) when (unfit is InvalidItemException or JsonException)
        {
            return record;
        }
    }
}

namespace BenchHub.Storage;

/// <summary>A list of one table, newest first, page by page.</summary>
internal static class Listing
{
    /// <param name="where">Conditions joined by AND; <c>@names</c> are properties of <paramref name="values"/>.</param>
    public static Task<Page<T>> Read<T>(
        Database database, string select, string at, IEnumerable<string> where, Dictionary<string, object?> values,
        PageRequest page, Func<T, Cursor> key, CancellationToken cancellation)
    {
        var conditions = where.ToList();
        if (Cursor.Parse(page.Cursor) is { } after)
        {
            conditions.Add($"({at}, id) < (@AfterAt, @AfterId)");
            values["AfterAt"] = after.At;
            values["AfterId"] = after.Id;
        }

        values["Take"] = page.Rows + 1;
        values["Skip"] = page.Skip;
        var filter = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        return database.Read(
            async scope =>
            {
                var rows = await scope.List<T>($"{select} {filter} ORDER BY {at} DESC, id DESC LIMIT @Take OFFSET @Skip", values);
                return rows.Count <= page.Rows
                    ? new Page<T>(rows, null)
                    : new Page<T>(rows.Take(page.Rows).ToList(), key(rows[page.Rows - 1]).ToString());
            },
            cancellation);
    }

    /// <summary>
    /// True when the column's text contains the parameter's, compared alike by both engines (LIKE is not: SQLite's
    /// ignores case, and both treat % and _ as wildcards). For a search that has an index see <see cref="IEngine.Contains"/>.
    /// </summary>
    public static string Contains(string column, string parameter) => $"replace({column}, {parameter}, '') <> {column}";

    /// <summary>What a search looks through, in lower case.</summary>
    public static string SearchText(params IEnumerable<string?> parts) => string.Join('\n', parts).ToLowerInvariant();
}

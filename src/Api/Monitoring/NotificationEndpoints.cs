using BenchHub.Api.Json;
using BenchHub.Storage;
using BenchHub.Storage.Monitoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BenchHub.Api.Monitoring;

internal static class NotificationEndpoints
{
    public static void MapNotifications(this RouteGroupBuilder monitoring)
    {
        monitoring.MapGet("/notifications", List).WithName("ListNotifications").WithSummary("List what a person may want to know, newest first").Produces<NotificationsAnswer>();
        monitoring.MapPost("/notifications/read", Read).WithName("ReadNotifications").WithSummary("Mark notifications as read");
    }

    private static async Task<Ok<NotificationsAnswer>> List([AsParameters] ListQuery query, bool? unread, Notifications notifications, HttpContext http, CancellationToken ct)
    {
        var page = await notifications.List(unread ?? false, query.Page(), ct);
        http.LinkNext(page.NextCursor);
        return TypedResults.Ok(NotificationsAnswer.Of(page, await notifications.Unread(ct)));
    }

    private static async Task<Ok<ReadAnswer>> Read(ReadBody body, Notifications notifications, CancellationToken ct) =>
        TypedResults.Ok(new ReadAnswer(await notifications.MarkRead(body.Chosen(), ct)));
}

/// <summary>Which notifications were read.</summary>
[RequestBody]
internal sealed record ReadBody
{
    public IReadOnlyList<string>? Ids { get; init; }

    public bool? All { get; init; }

    /// <exception cref="RefusedException">Neither ids nor all are given, or both.</exception>
    public IReadOnlyList<string>? Chosen() => (Ids, All) switch
    {
        (null, true) => null,
        ({ } ids, null or false) => ids.Contains(null) ? throw new RefusedException(Refusal.Invalid, "An entry of ids is null.", "ids") : ids,
        _ => throw new RefusedException(Refusal.Invalid, "Give ids, or all: true.", "ids"),
    };
}

/// <param name="Unread">In all, not only on this page.</param>
internal sealed record NotificationsAnswer(IReadOnlyList<NotificationAnswer> Items, string? NextCursor, long Unread)
{
    public static NotificationsAnswer Of(Page<NotificationRow> page, long unread) => new([.. page.Items.Select(NotificationAnswer.Of)], page.NextCursor, unread);
}

/// <param name="Kind">jobFinished, thresholdCrossed or regressionFound.</param>
/// <param name="Link">Path in the dashboard.</param>
internal sealed record NotificationAnswer(string Id, string Kind, string Title, string Message, string Link, DateTimeOffset At, bool Read)
{
    public static NotificationAnswer Of(NotificationRow row) => new(row.Id, row.Kind, row.Title, row.Message, row.Link, row.At, row.IsRead);
}

/// <param name="Read">How many were unread before.</param>
internal sealed record ReadAnswer(int Read);

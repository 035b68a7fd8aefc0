using Microsoft.AspNetCore.Diagnostics;

namespace BenchHub.Api.Errors;

/// <summary>HTTP: where an exception becomes an answer.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The caller went away: nobody is told, and nothing is wrong here.
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ProblemKind.Gone.Status;
            return true;
        }

        var problem = Problem.Of(exception);
        if (problem.Kind == ProblemKind.Fault)
        {
            LogFault(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await httpContext.Write(problem);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception fault, string method, PathString path);
}

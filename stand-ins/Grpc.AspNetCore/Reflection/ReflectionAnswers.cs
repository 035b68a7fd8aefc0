using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Request = Grpc.Reflection.V1.ServerReflectionRequest.MessageRequestOneofCase;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>Answers reflection requests one by one. Extensions (proto2) are not described.</summary>
internal sealed class ReflectionAnswers(DescribedServices services)
{
    public async Task Answer(
        IAsyncStreamReader<ServerReflectionRequest> requests,
        IServerStreamWriter<ServerReflectionResponse> responses,
        CancellationToken cancellationToken)
    {
        await foreach (var request in requests.ReadAllAsync(cancellationToken))
        {
            var response = Answer(request);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responses.WriteAsync(response, cancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        Request.ListServices => new()
        {
            ListServicesResponse = new() { Service = { services.Names.Select(static name => new ServiceResponse { Name = name }) } },
        },
        Request.FileByFilename => Files(services.File(request.FileByFilename), request.FileByFilename),
        Request.FileContainingSymbol => Files(services.FileOf(request.FileContainingSymbol), request.FileContainingSymbol),
        _ => Refused(StatusCode.Unimplemented, "Only services, files and symbols are described here."),
    };

    private static ServerReflectionResponse Files(FileDescriptor? file, string asked) => file is null
        ? Refused(StatusCode.NotFound, $"Nothing here is named '{asked}'.")
        : new()
        {
            FileDescriptorResponse = new() { FileDescriptorProto = { WithDependencies(file).Distinct().Select(static each => each.SerializedData) } },
        };

    private static IEnumerable<FileDescriptor> WithDependencies(FileDescriptor file) =>
        file.Dependencies.SelectMany(WithDependencies).Prepend(file);

    private static ServerReflectionResponse Refused(StatusCode code, string reason) =>
        new() { ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = reason } };
}

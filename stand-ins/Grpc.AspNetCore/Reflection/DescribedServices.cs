using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>The descriptors of every mapped gRPC service, and the files that define their symbols.</summary>
internal sealed class DescribedServices
{
    private readonly Dictionary<string, FileDescriptor> _files = [];
    private readonly Dictionary<string, FileDescriptor> _symbols = [];

    public DescribedServices(EndpointDataSource endpoints)
    {
        var services = endpoints.Endpoints
            .Select(static endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType)
            .OfType<Type>()
            .Distinct()
            .Select(DescriptorOf)
            .OfType<ServiceDescriptor>()
            .ToList();

        Names = [.. services.Select(static service => service.FullName)];
        services.ForEach(service => AddFile(service.File));
    }

    public IReadOnlyList<string> Names { get; }

    public FileDescriptor? File(string name) => _files.GetValueOrDefault(name);

    /// <param name="symbol">Full name of a service, method, message, field or enum.</param>
    public FileDescriptor? FileOf(string symbol) => _symbols.GetValueOrDefault(symbol);

    private static ServiceDescriptor? DescriptorOf(Type service) =>
        service.GetCustomAttribute<BindServiceMethodAttribute>(inherit: true)?.BindType
            .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?
            .GetValue(obj: null) as ServiceDescriptor;

    private void AddFile(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var dependency in file.Dependencies)
        {
            AddFile(dependency);
        }

        var services = file.Services.SelectMany(static service => service.Methods.Prepend<IDescriptor>(service));
        var messages = file.MessageTypes.SelectMany(SymbolsOf);
        foreach (var symbol in services.Concat(messages).Concat(file.EnumTypes))
        {
            _symbols[symbol.FullName] = file;
        }
    }

    private static IEnumerable<IDescriptor> SymbolsOf(MessageDescriptor message) =>
    [
        message,
        .. message.Fields.InDeclarationOrder(),
        .. message.EnumTypes,
        .. message.NestedTypes.SelectMany(SymbolsOf),
    ];
}

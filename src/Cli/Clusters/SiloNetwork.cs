using System.Diagnostics;

namespace BenchHub.Cli.Clusters;

/// <summary>A network of two addresses, one of them in a namespace where a silo lives alone: so that its cable can be pulled. Needs root.</summary>
/// <param name="Namespace">Of the silo that can be cut off.</param>
/// <param name="Host">The address of everybody else.</param>
/// <param name="Alone">The address of that silo.</param>
internal sealed record SiloNetwork(string Namespace, string Host, string Alone) : IDisposable
{
    private string Inside => $"{Namespace}n";

    private string Outside => $"{Namespace}h";

    /// <returns>Null where this machine or user may not.</returns>
    public static SiloNetwork? Create()
    {
        var id = Environment.ProcessId;
        var subnet = $"10.{200 + (id % 50)}.{id / 50 % 250}";
        var network = new SiloNetwork($"bh{id}", $"{subnet}.1", $"{subnet}.2");
        string[] steps =
        [
            $"netns add {network.Namespace}",
            $"link add {network.Outside} type veth peer name {network.Inside} netns {network.Namespace}",
            $"addr add {network.Host}/30 dev {network.Outside}",
            $"link set {network.Outside} up",
            $"-n {network.Namespace} addr add {network.Alone}/30 dev {network.Inside}",
            $"-n {network.Namespace} link set {network.Inside} up",
            $"-n {network.Namespace} link set lo up",
        ];
        if (Array.TrueForAll(steps, Ip))
        {
            return network;
        }

        network.Dispose();
        return null;
    }

    public void Cut() => Ip($"-n {Namespace} link set {Inside} down");

    public void Join() => Ip($"-n {Namespace} link set {Inside} up");

    public void Dispose() => Ip($"netns del {Namespace}");

    private static bool Ip(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }
}

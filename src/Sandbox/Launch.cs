using System.Diagnostics;
using System.Text.Json;

namespace BenchHub.Sandbox;

/// <summary>The command that starts one warm worker inside its containment.</summary>
internal sealed record Launch(Containment Containment, string Python, SandboxSettings Settings)
{
    public ProcessStartInfo Command()
    {
        var root = SandboxRoot.For(Python);
        IEnumerable<string> command = Containment switch
        {
            Containment.Bubblewrap => Bubblewrap(root),
            Containment.Unshare => ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "--mount", "--net",
                "--ipc", "--uts", "--cgroup", "--"],
            _ => [],
        };
        string[] all = [.. command, Python, Settings.SitePackages ? "-s" : "-sS", "-c", ServerSource.Text, Limits(root)];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["PYTHONHASHSEED"] = "0";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        if (IsRootOfMachine())
        {
            // The kernel exempts root from the limit on processes, and root owns what the sandbox shows.
            start.UserName = "nobody";
        }

        return start;
    }

    /// <summary>Root, and not merely in a user namespace, where root is somebody else already.</summary>
    private static bool IsRootOfMachine() =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        && File.ReadAllText("/proc/self/uid_map").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            is ["0", "0", "4294967295"];

    private static IEnumerable<string> Bubblewrap(SandboxRoot root) =>
    [
        "bwrap", "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--uid", "0", "--gid", "0", "--cap-add", "ALL", "--as-pid-1", "--new-session",
        .. root.Links.SelectMany(link => new[] { "--symlink", link.Value, link.Key }),
        .. root.Binds.SelectMany(path => new[] { path == "/dev/null" ? "--dev-bind" : "--ro-bind", path, path }),
        "--dir", "/tmp", "--remount-ro", "/", "--chdir", "/", "--",
    ];

    private string Limits(SandboxRoot root) => JsonSerializer.Serialize(new
    {
        confined = Containment != Containment.None,
        root = Containment == Containment.Unshare ? root : null,
        memory = Settings.Memory,
        disk = Settings.Disk,
        threads = Settings.Threads,
    });
}

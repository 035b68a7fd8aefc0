using System.Diagnostics;
using BenchHub.Cli.Hub;
using BenchHub.Cli.Serving;

namespace BenchHub.Cli.Clusters;

/// <summary>PostgreSQL for one cluster on this machine: its files stand in the cluster's folder, it listens on 127.0.0.1.</summary>
internal sealed class PrivatePostgres(DirectoryInfo folder, int port, string host = ClusterState.Loopback)
{
    /// <summary>Under the folder of the cluster.</summary>
    public const string Home = "database";

    private readonly string _data = Path.Combine(folder.FullName, Home, "postgres");

    public string DataFolder => _data;

    /// <summary>Makes the files where there are none, and waits until the server answers; does nothing where it runs.</summary>
    /// <exception cref="HubException">PostgreSQL is not installed, or does not start.</exception>
    public void Start()
    {
        if (!File.Exists(Path.Combine(_data, "PG_VERSION")))
        {
            Directory.CreateDirectory(_data);
            if (User is { } user)
            {
                Run("chown", user, _data);
            }

            As(Program("initdb"), "-D", _data, "-U", "benchhub", "-A", "trust", "-E", "UTF8", "--no-instructions");
            if (host != ClusterState.Loopback)
            {
                File.AppendAllText(Path.Combine(_data, "pg_hba.conf"), "host all all samenet trust\n");
            }
        }

        if (IsRunning)
        {
            return;
        }

        if (!FreePorts.IsFree(port))
        {
            throw new HubException($"Port {port}, which the database needs, is taken. Stop what listens there, or start a new cluster in another folder with --data.");
        }

        As(Program("pg_ctl"), "-D", _data, "-l", Path.Combine(_data, "server.log"), "-w", "-o",
            $"-h {string.Join(',', new HashSet<string> { ClusterState.Loopback, host })} -p {port} -k {_data} -c max_connections=300 -c max_wal_size=128MB", "start");
    }

    /// <param name="mode"><c>fast</c> ends connections; <c>immediate</c> is a crash.</param>
    public void Stop(string mode = "fast")
    {
        if (IsRunning)
        {
            As(Program("pg_ctl"), "-D", _data, "-m", mode, "-w", "stop");
        }
    }

    // The first line of its pid file; what a crash left behind names a process that is gone, or another program's.
    private bool IsRunning => File.Exists(PidFile)
        && File.ReadLines(PidFile).FirstOrDefault() is { } pid && File.Exists($"/proc/{pid}/comm") && File.ReadAllText($"/proc/{pid}/comm").StartsWith("postgres", StringComparison.Ordinal);

    private string PidFile => Path.Combine(_data, "postmaster.pid");

    // PostgreSQL refuses to run as root.
    private static string? User => Environment.UserName == "root" ? "postgres" : null;

    private static string Program(string name) => Folders().Select(folder => new FileInfo(Path.Combine(folder, name)))
        .FirstOrDefault(static file => file.Exists && (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).Exists)?.FullName
        ?? throw new HubException($"PostgreSQL is missing ({name} is not to be found); install it (apt-get install postgresql).");

    private static IEnumerable<string> Folders()
    {
        const string Debian = "/usr/lib/postgresql";
        string[] versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return [.. versions.OrderDescending().Select(static version => Path.Combine(version, "bin")), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')];
    }

    private static void As(string program, params string[] arguments)
    {
        if (User is { } user)
        {
            Run("runuser", ["-u", user, "--", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server keeps the ends of pipes open: what is said goes through a file.
        var said = Path.GetTempFileName();
        try
        {
            string[] command = ["-c", "said=$1; shift; cd /; exec \"$@\" </dev/null >\"$said\" 2>&1", "sh", said, program, .. arguments];
            using var process = Process.Start("/bin/sh", command);
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                var name = Path.GetFileName(arguments is [_, _, "--", var asAnother, ..] ? asAnother : program);
                throw new HubException($"PostgreSQL's {name} failed: {File.ReadAllText(said).Trim()}");
            }
        }
        finally
        {
            File.Delete(said);
        }
    }
}

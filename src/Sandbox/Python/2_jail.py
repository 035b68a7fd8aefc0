"""What a process gives up before it runs somebody's code: namespaces, limits, powers, system calls (Linux)."""
import ctypes
import os
import platform
import resource
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)

NEW_MOUNTS, NEW_PIDS = 0x00020000, 0x20000000
RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND, REC, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
SEAL_ATTRIBUTES = 442  # mount_setattr, the same number everywhere
NO_NEW_PRIVS, SET_SECCOMP, DROP_BOUNDING, CAP_LAST = 38, 22, 24, 63


def must(result, doing):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{doing}: {os.strerror(error)}")


def fresh_pids():
    must(libc.unshare(NEW_PIDS), "a process namespace per trial")


def fresh_disk(size):
    """An empty /tmp of its own, gone with the process."""
    must(libc.unshare(NEW_MOUNTS), "a mount namespace per trial")
    must(libc.mount(None, b"/", None, REC | PRIVATE, None), "private mounts")
    options = f"size={size},nr_inodes=1024,mode=700".encode()
    must(libc.mount(b"tmpfs", b"/tmp", b"tmpfs", NOSUID | NODEV | NOEXEC, options), "a /tmp per trial")
    os.chdir("/tmp")


def build_root(binds, links):
    """For `unshare`, what bubblewrap does itself: a root of read-only binds, and nothing else."""
    must(libc.mount(None, b"/", None, REC | PRIVATE, None), "private mounts")
    must(libc.mount(b"tmpfs", b"/tmp", b"tmpfs", NOSUID | NODEV, b"mode=755"), "a root directory")
    for path in binds:
        target = "/tmp" + path
        os.makedirs(target if os.path.isdir(path) else os.path.dirname(target), exist_ok=True)
        if not os.path.isdir(path):
            open(target, "x").close()
        must(libc.mount(path.encode(), target.encode(), None, BIND | REC, None), f"binding {path}")
    for path, goal in links.items():
        os.symlink(goal, "/tmp" + path)
    for name in ("tmp", "old"):
        os.mkdir("/tmp/" + name)
    # syscall: glibc has no pivot_root.
    must(libc.syscall({"x86_64": 155, "aarch64": 41}[platform.machine()], b"/tmp", b"/tmp/old"), "changing the root")
    os.chdir("/")
    must(libc.umount2(b"/old", 2), "leaving the old root")
    os.rmdir("/old")
    attributes = struct.pack("<QQQQ", RDONLY | NOSUID, 0, 0, 0)
    must(libc.syscall(SEAL_ATTRIBUTES, -100, b"/", 0x8000, attributes, len(attributes)), "a read-only root")


def limit(limits, cpu_seconds):
    most_of = [(resource.RLIMIT_AS, limits["memory"]), (resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_NOFILE, 64),
               (resource.RLIMIT_FSIZE, limits["disk"]), (resource.RLIMIT_CORE, 0)]
    if limits["confined"]:
        # The server, the test, the answer and the one that made the namespace; outside one, all of the user's tasks count.
        most_of.append((resource.RLIMIT_NPROC, 4 + limits["threads"]))
    for kind, most in most_of:
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def one_heap():
    """glibc reserves address space for a heap per thread, which would leave little of the limit to the threads themselves."""
    try:
        libc.mallopt(-8, 1)
    except AttributeError:
        return


def drop_powers():
    for capability in range(CAP_LAST + 1):
        libc.prctl(DROP_BOUNDING, capability, 0, 0, 0)
    header, none = struct.pack("<Ii", 0x20080522, 0), bytes(24)
    must(libc.capset(header, none), "giving up capabilities")
    must(libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")


# By architecture: its audit number, clone, the last call known here, and what an answer has no use for: processes and
# programs, sockets, signals to others, namespaces and mounts, debugging, memory that no limit counts (memfd, System V,
# message queues), keyrings, and doors into the kernel (bpf, perf, userfaultfd, modules ...).
CALLS = {
    "x86_64": (0xC000003E, 56, 334, (
        29, 30, 31, 41, 57, 58, 59, 62, 64, 68, 101, 103, 109, 112, 129, 135, 154, 155, 161, 163, 165, 166, 167, 168,
        169, 175, 176, 179, 200, 206, 240, 246, 248, 249, 250, 272, 297, 298, 300, 303, 304, 308, 310, 311, 312, 313, 319, 320,
        321, 322, 323)),
    "aarch64": (0xC00000B7, 220, 294, (
        0, 39, 40, 41, 51, 60, 89, 92, 97, 104, 105, 106, 116, 117, 129, 130, 138, 142, 154, 157, 180, 186, 190, 194, 195,
        196, 198, 217, 218, 219, 221, 224, 225, 240, 241, 262, 264, 265, 268, 270, 271, 272, 273, 279, 280, 281, 282, 294)),
}
CLONE_THREAD = 0x00010000


def call_filter():
    """The seccomp program: refused calls give EPERM, calls younger than the table ENOSYS, so that libraries fall back."""
    arch, clone, last, refused = CALLS[platform.machine()]
    load, equal, above, every, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill = 0x7FFF0000, 0x80000000
    eperm, enosys = 0x00050000 | 1, 0x00050000 | 38
    lines = [(load, 0, 0, 4), (equal, 1, 0, arch), (give, 0, 0, kill), (load, 0, 0, 0),
             (above, 0, 1, last + 1), (give, 0, 0, enosys),
             (equal, 0, 4, clone), (load, 0, 0, 16), (every, 1, 0, CLONE_THREAD), (give, 0, 0, eperm),
             (give, 0, 0, allow)]
    for number in refused:
        lines += [(equal, 0, 1, number), (give, 0, 0, eperm)]
    lines.append((give, 0, 0, allow))
    return b"".join(struct.pack("<HBBI", *line) for line in lines), len(lines)


def filter_calls():
    code, length = call_filter()
    buffer = ctypes.create_string_buffer(code)

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    program = Program(length, ctypes.addressof(buffer))
    must(libc.prctl(SET_SECCOMP, 2, ctypes.byref(program), 0, 0), "filtering system calls")


def confine(limits, cpu_seconds):
    one_heap()
    limit(limits, cpu_seconds)
    if limits["confined"] or platform.machine() in CALLS and sys.platform == "linux":
        drop_powers()
        filter_calls()


def silence():
    """Standard input is empty and what is printed goes nowhere; print cannot block nor fill anything."""
    nothing = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    if nothing > 2:
        os.close(nothing)

"""The process of the test: runs it against the answer's process, which it only talks to, and reports one verdict."""
import importlib
import builtins
import json
import os
import random
import signal
import sys
import time

SHOWN = 1000


def report(target, outcome, detail):
    detail = detail if len(detail) <= SHOWN else detail[:SHOWN] + "..."
    write_frame(target, {"outcome": outcome, "detail": detail})
    os._exit(0)


def ended(child, cpu_seconds):
    """Why the answer's process stopped talking. It is not killed here: the server ends everything of a trial at once."""
    for _ in range(20):
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.01)
    else:
        return "failed", "The answer closed its connection to the test."
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGKILL and used.ru_utime + used.ru_stime > cpu_seconds - 0.5:
            return "timed-out", f"The answer used {cpu_seconds} s of processor time."
        return "killed", f"The answer's process ended by {signal.Signals(number).name}."
    return "failed", f"The answer ended its process with exit code {os.WEXITSTATUS(status)} before the test was over."


def verdict_of(error, test):
    """What a test that raised says: the answer's own exception with its line, or the test's line that did not hold."""
    told = getattr(error, "told", None)
    if isinstance(error, MemoryError):
        return "out-of-memory", "The answer needed more memory than it may have."
    if told is not None:
        place = f" (line {told['line']} of the answer)" if told["line"] else ""
        return "failed", f"{told['types'][0]}: {told['text']}{place}"
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "test.py":
            line = trace.tb_lineno
        trace = trace.tb_next
    lines = test.splitlines()
    where = f" in: {lines[line - 1].strip()}" if line and line <= len(lines) else ""
    text = str(error)
    return "failed", f"{type(error).__name__}{': ' + text if text else ''}{where}"


def bring(scope, peer, made, entry, defined):
    """The answer's functions under their names; names that the trusted preamble defines stay the preamble's."""
    for name, package in made["modules"].items():
        if name not in defined and package in sys.stdlib_module_names:
            scope[name] = importlib.import_module(package)
    for name, told in made["names"].items():
        if name == entry or not (name in defined or hasattr(builtins, name)):
            scope[name] = peer.decode(told)


def be_test(body, source, target, child, verdicts, limits, cpu_seconds):
    confine(limits, cpu_seconds)
    random.seed(20260)

    def lost(why):
        report(verdicts, *(("failed", why) if why else ended(child, cpu_seconds)))

    peer = Peer(source, target, lost, opens=False)
    scope = {"__name__": "test"}
    try:
        code = compile(body["test"], "test.py", "exec", dont_inherit=True)
        exec(compile(body["given"], "given.py", "exec", dont_inherit=True), scope)
    except BaseException as error:
        report(verdicts, "broken-test", f"The test cannot be run: {type(error).__name__}: {error}")
    try:
        peer.send({"program": body["program"]})
        made = peer.reply()
        scope.pop(body["entry"], None)
        peer._readable(lambda: bring(scope, peer, made, body["entry"], set(scope)))
        exec(code, scope)
    except BaseException as error:
        report(verdicts, *verdict_of(error, body["test"]))
    report(verdicts, "passed", "")

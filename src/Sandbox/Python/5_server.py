"""The warm parent: one per worker, runs nobody's code, never even reads a trial's text. It forks, waits and cleans up.

A request is eight bytes (length, milliseconds) and a JSON body. Before the body is read, the test's process is forked
from here and forks the answer's process in turn, so that the answer's memory holds no byte of any test.
"""
import bisect
import collections
import copy
import datetime
import functools
import gc
import hashlib
import heapq
import itertools
import json
import math
import operator
import os
import random
import re
import select
import signal
import statistics
import string
import struct
import sys
import time
import typing


def be_trial(length, verdicts, limits, cpu_seconds):
    os.setsid()
    if limits["confined"]:
        fresh_pids()
    answer_in, ask = os.pipe()
    hear, answer_out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            be_answer(answer_in, answer_out, limits, cpu_seconds)
        finally:
            os._exit(70)
    os.close(answer_in)
    os.close(answer_out)
    body = read_exactly(0, length)
    silence()
    if body is not None:
        be_test(json.loads(body), hear, ask, child, verdicts, limits, cpu_seconds)


def end_all(child, confined):
    """Nothing of a trial outlives it. Only as process 1 of a namespace does -1 mean "everything but me"."""
    try:
        if confined:
            os.kill(-1, signal.SIGKILL)
        else:
            os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


UNSAID = {"outcome": "killed", "detail": "The test's process ended without a verdict."}


def hear_verdict(source, started, milliseconds):
    """The report of the test's process, or why there is none; None when the host is gone."""
    poll = select.poll()
    poll.register(source, select.POLLIN)
    poll.register(0, 0)
    deadline = started + milliseconds / 1000
    heard = bytearray()
    while True:
        left = deadline - time.monotonic()
        events = poll.poll(max(0, left * 1000)) if left > 0 else []
        if not events:
            return {"outcome": "timed-out", "detail": f"No verdict within {milliseconds / 1000:g} s."}
        if any(number == 0 for number, _ in events):
            return None
        part = os.read(source, 1 << 16)
        if not part:
            return json.loads(heard[4:]) if heard else UNSAID
        heard += part


def try_answer(length, milliseconds, limits):
    started = time.monotonic()
    source, verdicts = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(source)
            be_trial(length, verdicts, limits, milliseconds // 1000 + 1)
        finally:
            os._exit(70)
    os.close(verdicts)
    verdict = hear_verdict(source, started, milliseconds)
    elapsed = time.monotonic() - started
    os.close(source)
    end_all(child, limits["confined"])
    if verdict is None:
        sys.exit(0)
    return {**verdict, "seconds": elapsed}


def main():
    limits = json.loads(sys.argv[1])
    if limits["root"] is not None:
        build_root(**limits["root"])
    if limits["confined"] and os.getpid() != 1:
        sys.exit("The sandbox has no process namespace of its own.")
    os.chdir("/")
    gc.collect()
    gc.freeze()
    write_frame(1, {"python": sys.version.split()[0]})
    while True:
        head = read_exactly(0, 8)
        if head is None:
            return
        write_frame(1, try_answer(*struct.unpack("<II", head), limits))


main()

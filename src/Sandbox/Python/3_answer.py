"""The process of the answer: it gets the program that a model wrote, and never holds the test."""
import fcntl
import os
import random
import sys
import types


def keep_only(source, target):
    """Every other descriptor is closed: the host's pipes and the test's report are out of reach."""
    source, target = (fcntl.fcntl(number, fcntl.F_DUPFD, 512) for number in (source, target))
    silence()
    os.dup2(source, 3)
    os.dup2(target, 4)
    os.closerange(5, 1024)
    return 3, 4


def be_answer(source, target, limits, cpu_seconds):
    source, target = keep_only(source, target)
    if limits["confined"]:
        os.setsid()
        fresh_disk(limits["disk"])
    confine(limits, cpu_seconds)
    random.seed(20260)
    peer = Peer(source, target, lambda why: os._exit(0), opens=True)
    program = peer.receive()["program"]
    module = types.ModuleType("answer")
    sys.modules["answer"] = module
    try:
        exec(compile(program, "answer.py", "exec", dont_inherit=True), module.__dict__)
        made = {name: value for name, value in vars(module).items() if not name.startswith("__")}
        reply = {"names": {name: peer.keep(value) for name, value in made.items() if callable(value)},
                 "modules": {name: value.__name__ for name, value in made.items() if isinstance(value, types.ModuleType)}}
    except BaseException as error:
        reply = {"raised": describe(error)}
    peer.send(reply)
    peer.serve()

"""The peer of one-item tasks: a Celery task that does nothing, with its broker and its results in Redis."""
import os
import sys
import time

from celery import Celery, group

app = Celery("celery_bench", broker=os.environ["BENCH_REDIS"], backend=os.environ["BENCH_REDIS"])


@app.task(name="noop")
def noop(number):
    return number


def run(count):
    began = time.perf_counter()
    answers = group(noop.s(number) for number in range(count)).apply_async().get(timeout=120)
    assert answers == list(range(count))
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    run(200)
    for _ in range(3):
        print(f"{run(int(sys.argv[1])):.0f}", flush=True)

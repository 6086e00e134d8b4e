"""How long a reading takes, and how much memory: ``make bench``.

Cold start: a whole ``onrecord read`` process on one article, best and median of seven.
Throughput: one warm reader over the articles in ``examples/``. Quote ratios from one run.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 7


def timed(*command: str) -> float:
    """Wall-clock seconds of a process."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def row(name: str, *command: str) -> None:
    """Prints the best and the median of several runs."""
    seconds = sorted(timed(*command) for _ in range(RUNS))
    print(f"{name:34s} best {seconds[0]:6.2f} s   median {statistics.median(seconds):6.2f} s")


def throughput() -> None:
    """Prints words and articles a second of a warm reader."""
    from onrecord import Document, Reader

    files = sorted((ROOT / "examples").glob("*.jsonl"))
    texts = [json.loads(f.read_text(encoding="utf-8"))["text"] for f in files]
    reader = Reader()
    reader.read(Document(texts[0]))
    begun = time.perf_counter()
    for text in texts * 3:
        reader.read(Document(text))
    seconds = time.perf_counter() - begun
    words = 3 * sum(len(t.split()) for t in texts)
    articles = 3 * len(texts) / seconds
    print(f"{'warm reader':34s} {words / seconds:,.0f} words/s, {articles:.1f} articles/s")


def main() -> None:
    """Runs all measurements."""
    article = str(next((ROOT / "examples").glob("*.jsonl")))
    onrecord = str(Path(sys.executable).parent / "onrecord")
    row("python -c pass", sys.executable, "-c", "pass")
    row("import onrecord", sys.executable, "-c", "import onrecord")
    row("onrecord read, one article, cold", onrecord, "read", article, "--format", "json")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'peak memory of any of these':34s} {peak:,.0f} MB")
    throughput()


if __name__ == "__main__":
    main()

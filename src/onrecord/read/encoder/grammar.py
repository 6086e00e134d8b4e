"""Grammar from the encoder's columns: parts of speech, trees, kinds and antecedents."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from onrecord.read.encoder.features import ARC, KINDS, LINK, RELS, UPOS, slices
from onrecord.read.encoder.pieces import bucket
from onrecord.read.encoder.session import Encoding, Floats, PairWeights
from onrecord.syntax import Syntax, Token

Ints = npt.NDArray[np.int64]

_AT = slices()


def parse(text: str, encoding: Encoding, pairs: PairWeights) -> Syntax:
    """The tokens of the article with their grammar; each sentence is one tree."""
    pieces = encoding.pieces
    pos = encoding.rows(_AT["pos"]).argmax(1)
    rel = encoding.rows(_AT["rel"])
    kind = encoding.rows(_AT["kind"]).argmax(1)
    heads = _heads(encoding, pairs)
    antecedents = _antecedents(encoding, kind, pairs)
    root = RELS.index("root")
    rel[:, root] = -np.inf
    rels = rel.argmax(1)
    rels[heads == np.arange(len(heads))] = root
    tokens = tuple(
        Token(
            index=i,
            start=int(pieces.starts[i]),
            end=int(pieces.ends[i]),
            text=text[pieces.starts[i] : pieces.ends[i]],
            sentence=int(pieces.sentence[i]),
            pos=UPOS[pos[i]],
            head=int(heads[i]),
            rel=RELS[rels[i]],
            kind=KINDS[kind[i]],
            antecedent=antecedents.get(i),
        )
        for i in range(len(pieces))
    )
    return Syntax(text, tokens)


def _heads(encoding: Encoding, pairs: PairWeights) -> Ints:
    heads = np.arange(len(encoding.pieces))
    for number, first, last in _sentence_parts(encoding):
        window = encoding.windows[number]
        own = encoding.columns[number][first - window.start : last - window.start]
        scores = own[:, _AT["dependent"]] @ own[:, _AT["governor"]].T / ARC**0.5
        at = np.arange(last - first)
        scores = scores + pairs.arc_distance[bucket(at[None] - at[:, None]), 0]
        heads[first:last] = first + tree(scores)
    return heads


def _sentence_parts(encoding: Encoding) -> Iterator[tuple[int, int, int]]:
    """Window, first and last token of each sentence, or of each part where windows cut one."""
    sentence = encoding.pieces.sentence
    edges = np.append(np.flatnonzero(np.diff(sentence, prepend=-1)), len(sentence))
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        number = int(encoding.owner[(first + last) // 2])
        whole = [n for n, w in enumerate(encoding.windows) if w.start <= first and last <= w.end]
        if whole:
            yield (number if number in whole else whole[0]), first, last
            continue
        owners = encoding.owner[first:last]
        cuts = np.append(np.flatnonzero(np.diff(owners, prepend=-1)), len(owners))
        for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            yield int(owners[a]), first + a, first + b


def tree(scores: Floats) -> Ints:
    """The best tree with one root. ``scores[d, g]``: g governs d; the diagonal: d is the root.

    Takes each token's best governor and repairs cycles and extra roots by Chu-Liu-Edmonds.
    """
    heads: Ints = scores.argmax(1)
    if _is_tree(heads):
        return heads
    n = len(scores)
    root = int(scores.diagonal().argmax())
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, -np.inf)
    return _chu_liu_edmonds(weights, root, n)


def _is_tree(heads: Ints) -> bool:
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) != 1:
        return False
    reached = heads.copy()
    for _ in range(int(np.ceil(np.log2(len(heads) + 1)))):
        reached = reached[reached]
    return bool((reached == roots[0]).all())


def _chu_liu_edmonds(weights: npt.NDArray[np.float64], root: int, n: int) -> Ints:
    heads: Ints = weights.argmax(1)
    heads[root] = root
    cycle = np.array(_cycle(heads, root), dtype=np.int64)
    if not len(cycle):
        return heads
    inside = np.zeros(n, dtype=bool)
    inside[cycle] = True
    kept = np.flatnonzero(~inside)
    loss = weights[cycle, heads[cycle]]
    small = np.full((len(kept) + 1, len(kept) + 1), -np.inf)
    small[:-1, :-1] = weights[np.ix_(kept, kept)]
    entering = weights[np.ix_(cycle, kept)] - loss[:, None]
    leaving = weights[np.ix_(kept, cycle)]
    small[-1, :-1], small[:-1, -1] = entering.max(0), leaving.max(1)
    found = _chu_liu_edmonds(small, int(np.flatnonzero(kept == root)[0]), len(small))
    result: Ints = heads.copy()
    for at, token in enumerate(kept):
        governor = int(found[at])
        result[token] = (
            cycle[int(leaving[at].argmax())] if governor == len(kept) else kept[governor]
        )
    entry = int(found[-1])
    opened = int(entering[:, entry].argmax())
    result[cycle[opened]] = kept[entry]
    result[root] = root
    return result


def _cycle(heads: Ints, root: int) -> list[int]:
    state = np.zeros(len(heads), dtype=np.int64)
    state[root] = -1
    for start in range(len(heads)):
        at, path = start, []
        while state[at] == 0:
            state[at] = start + 1
            path.append(at)
            at = int(heads[at])
        if state[at] == start + 1:
            return path[path.index(at) :]
        for token in path:
            state[token] = -1
    return []


def _antecedents(encoding: Encoding, kind: Ints, pairs: PairWeights) -> dict[int, int]:
    """For each token that heads a mention, the best earlier mention of the same entity."""
    claims = pairs.claims
    prefix = "own_" if claims else ""
    mention_at, antecedent_at, new_at = (
        _AT[prefix + name] for name in ("mention", "antecedent", "new")
    )
    distance = claims.own_link_distance if claims else pairs.link_distance
    found: dict[int, int] = {}
    for number, window in enumerate(encoding.windows):
        own = encoding.columns[number]
        mentions = np.flatnonzero(kind[window.start : window.end] > 0)
        if not len(mentions):
            continue
        left, right = own[mentions, mention_at], own[mentions, antecedent_at]
        scores = left @ right.T / LINK**0.5
        scores = scores + distance[bucket(mentions[None] - mentions[:, None]), 0]
        scores[np.triu_indices(len(mentions), 1)] = -np.inf
        np.fill_diagonal(scores, own[mentions, new_at][:, 0])
        best = scores.argmax(1)
        for row, mention in enumerate(mentions.tolist()):
            token = window.start + mention
            if encoding.owner[token] == number and best[row] != row:
                found[token] = window.start + int(mentions[best[row]])
    return found

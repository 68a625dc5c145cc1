"""Which reports are copies of which.

Near-copies are found by MinHash with locality-sensitive hashing (Broder 1997; Indyk & Motwani
1998) over shingles of words; cut-down copies, which MinHash misses because the sizes differ, by the
shingles that fall in a fixed sample of all (Manber's "sif", 1994). Whatever either finds is
verified on the full sets of shingles.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt
from rensa import RMinHash, RMinHashLSH

from sayso.model import Report
from sayso.picture.kept import Kept
from sayso.picture.words import split_words

SHINGLE_WORDS = 5
"""Five words in a row are seldom written twice by accident; fewer are set phrases."""

COPY_SHARE = 0.5
"""Jaccard index from which two reports are near-copies: an editor who changes every eighth word,
writes a new lead to a short report or adds a paragraph to three leaves at least this much."""

CUT_SHARE = 0.8
"""Part of the shorter report's shingles from which it is a cut-down copy of the longer."""

CUT_LEAST = 30
"""Shingles (about two sentences) that a cut-down copy must have: a shared quotation is no copy."""

_PERMUTATIONS = 120
_BANDS = 40  # bands of 3 find a pair at Jaccard 0.5 with probability 0.995
_SEED = 20210904
_SAMPLE = 8  # one shingle in so many is kept to find cut-down copies by
_HUBS = 3  # reports are compared with so many of the earliest that share a sampled shingle


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A report that is a copy: the first of its kind, the one it was matched with, and how well."""

    original: str
    of: str
    share: float
    cut: bool


class Sketched(msgspec.Struct, frozen=True, eq=False):
    """What a text is compared by: its shingles, their MinHash, and the sample of them in order."""

    shingles: frozenset[int]
    sketch: RMinHash
    sample: npt.NDArray[np.int64]


def copies(reports: Iterable[Report], kept: Kept | None = None) -> Mapping[str, Copy]:
    """For each report that is a copy, what it is a copy of; originals are left out.

    The original is the earliest published of its kind, or the first by id where the days are
    equal.

    :param kept: what earlier pictures worked out
    """
    kept = kept if kept is not None else Kept()
    ordered = sorted(reports, key=lambda r: (r.published or date.max, r.id))
    texts = [kept.sketches.get(report.text, partial(_sketched, report.text)) for report in ordered]
    roots = list(range(len(ordered)))
    found: dict[int, tuple[float, bool, int]] = {}

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    for early, late in sorted(_by_minhash(texts) | _by_sample(texts)):
        if root(early) == root(late):
            continue
        one, other = texts[early], texts[late]
        share, cut = kept.matches.get((one, other), partial(_match, one.shingles, other.shingles))
        if share:
            top, low = sorted((root(early), root(late)))
            roots[low] = top
            if late not in found:
                found[late] = (share, cut, early)
            else:
                found.setdefault(low, (share, cut, late))
    return {
        ordered[index].id: _copy(ordered, index, root(index), found)
        for index in range(len(ordered))
        if root(index) != index
    }


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that two reports have in common: who has it later, who earlier, and how long it is."""

    by: str
    of: str
    words: int


def passages(reports: Iterable[Report], known: Mapping[str, Copy]) -> Iterator[Shared]:
    """Reports that are no copies of one text and have a passage of two sentences or so in common.

    A paragraph cut out of a longer report, or put among others; it may be a quotation of both.

    :param known: which of them are copies of which
    """
    ordered = sorted(reports, key=lambda r: (r.published or date.max, r.id))
    roots = [known[r.id].original if r.id in known else r.id for r in ordered]
    texts = [_sketched(report.text) for report in ordered]
    for early, late in sorted(_by_sample(texts)):
        shared = len(texts[early].shingles & texts[late].shingles)
        if shared >= CUT_LEAST and roots[early] != roots[late]:
            yield Shared(
                by=ordered[late].id, of=ordered[early].id, words=shared + SHINGLE_WORDS - 1
            )


def _copy(
    ordered: list[Report], index: int, root: int, found: Mapping[int, tuple[float, bool, int]]
) -> Copy:
    share, cut, other = found.get(index, (0.0, False, root))
    return Copy(original=ordered[root].id, of=ordered[other].id, share=round(share, 2), cut=cut)


def _shingles(text: str) -> frozenset[int]:
    words = split_words(text)
    if len(words) < SHINGLE_WORDS:
        return frozenset({crc32(" ".join(words).encode())} if words else ())
    return frozenset(
        crc32(" ".join(words[at : at + SHINGLE_WORDS]).encode())
        for at in range(len(words) - SHINGLE_WORDS + 1)
    )


def _sketched(text: str) -> Sketched:
    shingles = _shingles(text)
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([str(shingle) for shingle in shingles])
    sample = np.array(sorted(s for s in shingles if s % _SAMPLE == 0), dtype=np.int64)
    return Sketched(shingles, sketch, sample)


def _by_minhash(texts: Sequence[Sketched]) -> set[tuple[int, int]]:
    index = RMinHashLSH(COPY_SHARE, _PERMUTATIONS, _BANDS)
    pairs: set[tuple[int, int]] = set()
    for number, own in enumerate(texts):
        if not own.shingles:
            continue
        near = sorted(index.query(own.sketch))
        pairs.update((other, number) for other in near[:_HUBS] + near[-_HUBS:])
        index.insert(number, own.sketch)
    return pairs


def _by_sample(texts: Sequence[Sketched]) -> set[tuple[int, int]]:
    kept = [own.sample for own in texts]
    if not any(len(own) for own in kept):
        return set()
    values = np.concatenate(kept)
    owners = np.concatenate([np.full(len(own), number) for number, own in enumerate(kept)])
    ranking = np.lexsort((owners, values))
    values, owners = values[ranking], owners[ranking]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    pairs: set[tuple[int, int]] = set()
    for start, end in zip(starts, np.r_[starts[1:], len(values)], strict=True):
        run = owners[start:end].tolist()
        for place, hub in enumerate(run[:_HUBS]):
            pairs.update((hub, other) for other in run[place + 1 :])
    return pairs


def _match(one: frozenset[int], other: frozenset[int]) -> tuple[float, bool]:
    """How much of the text is shared and whether the match is a cut-down one; 0 for no copy."""
    shared = len(one & other)
    jaccard = shared / len(one | other)
    if jaccard >= COPY_SHARE:
        return jaccard, False
    least = min(len(one), len(other))
    if least >= CUT_LEAST and shared / least >= CUT_SHARE:
        return shared / least, True
    return 0.0, False

"""Which prediction answers which gold content: one to one, the closest first."""

from collections.abc import Sequence


def pair(gold: Sequence[set[int]], predicted: Sequence[set[int]]) -> list[tuple[int, int]]:
    """Pairs (index in ``gold``, index in ``predicted``) of contents that share at least half of their joint words.

    Each content is given as the numbers of its words. Where two pairs are equally close, the earlier gold content wins,
    then the earlier prediction.
    """
    near: list[tuple[float, int, int]] = []
    for g, ours in enumerate(gold):
        for p, theirs in enumerate(predicted):
            shared, joint = len(ours & theirs), len(ours | theirs)
            if shared and 2 * shared >= joint:
                near.append((-shared / joint, g, p))
    pairs: list[tuple[int, int]] = []
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    for _, g, p in sorted(near):
        if g in free_gold and p in free_predicted:
            pairs.append((g, p))
            free_gold.remove(g)
            free_predicted.remove(p)
    return pairs

"""The tagger: a small BERT, a tag for each word, and for each cue a second look at the words around it."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from claims.extraction.learned.pieces import LOOKS, VERBS
from claims.extraction.learned.shape import BUCKETS, PAIR, PAIR_HIDDEN, PAIR_TAGS, TAGS


class Tagger(nn.Module):
    """``forward`` gives, for a batch of windows of pieces, the tags' logits and three rows to look from cues with."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            encoder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        size = self.bert.config.hidden_size
        self.looks = nn.Embedding(LOOKS, size)
        self.verbs = nn.Embedding(VERBS, size)
        for table in (self.looks, self.verbs):
            nn.init.normal_(table.weight, std=0.02)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(size, len(TAGS))
        self.seen = nn.Linear(size, PAIR)  # of a word, looked at from a cue
        self.shift = nn.Linear(size, PAIR)  # of a cue
        self.scale = nn.Linear(size, PAIR)
        self.distance = nn.Embedding(BUCKETS, PAIR)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.hidden = nn.Linear(PAIR, PAIR_HIDDEN)
        self.pair = nn.Linear(PAIR_HIDDEN, len(PAIR_TAGS))

    def encode(self, ids: Tensor, signs: Tensor, mask: Tensor) -> Tensor:
        """Hidden states [batch, pieces, size]; ``mask`` is 1 where there is a piece."""
        words = self.bert.embeddings.word_embeddings(ids) + self.looks(signs % LOOKS) + self.verbs(signs // LOOKS)
        states: Tensor = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return states

    def heads(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        states = self.dropout(states)
        return self.tags(states), self.seen(states), self.shift(states), self.scale(states)

    def look(self, seen: Tensor, shift: Tensor, scale: Tensor, buckets: Tensor) -> Tensor:
        """Logits of PAIR_TAGS: ``seen`` [cues, pieces, PAIR] from cues ``shift``, ``scale`` [cues, PAIR]."""
        mixed = seen * (1 + scale[:, None]) + shift[:, None] + self.distance(buckets)
        logits: Tensor = self.pair(torch.relu(self.hidden(torch.relu(mixed))))
        return logits

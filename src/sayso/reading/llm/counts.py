"""How many, of the words that a model says count somebody or something: the grammar does the sum."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from sayso.model import Casualties, Quantity
from sayso.reading.llm.answer import SaidLoss
from sayso.reading.llm.grounding import Span, Words
from sayso.reading.losses import Loss, find_losses
from sayso.reading.mentions import Mentions
from sayso.reading.number import Number

_ONE = frozenset({"a", "an", "one"})
_NONE = frozenset({"no", "none", "nobody", "zero"})


class Counts:
    """The numbers of one report, asked by quotes."""

    def __init__(
        self,
        doc: Doc,
        words: Words,
        mentions: Mentions,
        numbers: Sequence[Number],
        dropped: Counter[str],
    ) -> None:
        self._doc = doc
        self._words = words
        self._mentions = mentions
        self._numbers = numbers
        self._losses = find_losses(doc, numbers)
        self._dropped = dropped

    def casualties(self, said: Sequence[SaidLoss], near: Span) -> tuple[Casualties, ...]:
        """People harmed; without a number where the words hold none."""
        found = []
        for one in said:
            span = self._words.nearest(one.words, near)
            if span is None:
                self._dropped["counts that do not stand in the text"] += 1
                continue
            loss = self._loss(one, span)
            low, high, unknown = self._range(span) if loss is None else _of_loss(loss)
            side, name = self._side(one, loss, span, near)
            found.append(
                Casualties(
                    outcome=one.outcome, side=side, side_name=name, low=low, high=high,
                    unknown=unknown, mention=self._words.text_of(span),
                    part_of_total=loss is not None and loss.part_of_total,
                )
            )  # fmt: skip
        return tuple(found)

    def quantities(self, said: Sequence[str], near: Span) -> tuple[Quantity, ...]:
        """Other counts; words that hold no number are none."""
        found = []
        for words in said:
            span = self._words.nearest(words, near)
            number = None if span is None else self._number(span)
            if number is None:
                self._dropped["counts that do not stand in the text"] += 1
                continue
            found.append(
                Quantity(
                    of=number.of_text, low=number.low, high=number.high, mention=number.text
                )
            )  # fmt: skip
        return tuple(found)

    def _loss(self, said: SaidLoss, span: Span) -> Loss | None:
        return next(
            (
                loss
                for loss in self._losses
                if loss.outcome == said.outcome and loss.start < span[1] and span[0] < loss.end
            ),
            None,
        )

    def _number(self, span: Span) -> Number | None:
        return next(
            (
                n
                for n in self._numbers
                if n.kind in ("people", "things") and n.start < span[1] and span[0] < n.end
            ),
            None,
        )

    def _range(self, span: Span) -> tuple[int | None, int | None, bool]:
        number = self._number(span)
        if number is not None:
            return number.low, number.high, number.low is None and number.high is None
        tokens = self._doc.char_span(*span, alignment_mode="expand")
        first = tokens[0].lower_ if tokens is not None and len(tokens) else ""
        if first in _NONE:
            return 0, 0, False
        if first in _ONE:
            return 1, 1, False
        return None, None, True

    def _side(
        self, said: SaidLoss, loss: Loss | None, span: Span, near: Span
    ) -> tuple[str | None, str | None]:
        """Whose people they are, by id and name."""
        whose = self._words.nearest(said.whose, near) if said.whose else None
        if said.whose and whose is None:
            self._dropped["counts whose people do not stand in the text"] += 1
        tokens = self._doc.char_span(*(whose or span), alignment_mode="expand")
        token = tokens.root if tokens is not None and len(tokens) else None
        if whose is None and loss is not None and loss.victims_head is not None:
            token = self._doc[loss.victims_head]
        actor = None if token is None else self._mentions.entity(token).actor
        if actor is None:
            return None, None
        return actor.id or ("civilians" if actor.kind == "civilians" else None), actor.name


def _of_loss(loss: Loss) -> tuple[int | None, int | None, bool]:
    return loss.low, loss.high, loss.unknown

"""Polemos as a component of a spaCy pipeline: `nlp.add_pipe("polemos")`.

It reads `doc.text` with its own parser, so the pipeline it stands in may be a blank one. What it finds lies in
`doc._.claims` (typed claims) and, as spans, in `doc.spans["polemos"]`.
"""

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from polemos.errors import InputError
from polemos.model import Claim
from polemos.model.serial import claim_from_dict, to_dict
from polemos.pipeline.wire import Plan
from polemos.service.in_process import coded_text
from polemos.service.options import settings as changed

KEY = "polemos"
"""Where a doc keeps claims as plain data, so that `doc.to_bytes` and DocBin keep them too."""


class PolemosPipe:
    """Holds nothing but its settings; the parser and the rules are loaded with the first doc."""

    def __init__(self, published: str | None, outlet: str | None, set_: tuple[str, ...]) -> None:
        self.published, self.outlet = published, outlet
        self.plan = Plan(settings=changed(set_))

    def __call__(self, doc: Doc) -> Doc:
        published = doc._.published or self.published
        doc.user_data[KEY] = []
        if not doc.text.strip():
            return doc
        try:
            found = coded_text(doc.text, self.plan, published=published, outlet=self.outlet).claims
        except InputError as error:
            raise ValueError(f"polemos: {error}") from error
        doc.user_data[KEY] = [to_dict(claim) for claim in found]
        doc.spans[KEY] = _spans(doc, found)
        return doc


def claims_of(doc: Doc) -> tuple[Claim, ...]:
    """The claims that the component found, in reading order; offsets are those of `doc.text`."""
    return tuple(claim_from_dict(each) for each in doc.user_data.get(KEY, ()))


def _spans(doc: Doc, claims: tuple[Claim, ...]) -> SpanGroup:
    """Each claim's trigger, labelled with the claim's type and carrying its id; widened to whole tokens."""
    spans = []
    for claim in claims:
        span = doc.char_span(
            claim.trigger.start,
            claim.trigger.end,
            label=f"{claim.kind}:{claim.label}",
            span_id=claim.id,
            alignment_mode="expand",
        )
        if span is not None:
            spans.append(span)
    return SpanGroup(doc, name=KEY, spans=spans)


@Language.factory("polemos", default_config={"published": None, "outlet": None, "set": []}, assigns=["doc._.claims"])
def make_polemos(nlp: Language, name: str, published: str | None, outlet: str | None, set: list[str]) -> PolemosPipe:
    """`published`: the date of the texts (ISO), for "on Tuesday"; a doc's own `doc._.published` wins. `set`: settings
    as on the command line, as ["learned=0"]."""
    if not Doc.has_extension("claims"):
        Doc.set_extension("claims", getter=claims_of)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    return PolemosPipe(published, outlet, tuple(set))

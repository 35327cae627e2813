"""The claims as people have reviewed them: a pure function of the coder's claims and the judgements in force."""

import json
from collections.abc import Iterable
from dataclasses import replace

from polemos.model import Claim
from polemos.model.judgement import Judgement
from polemos.model.serial import claim_from_dict


def reviewed(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> tuple[Claim, ...]:
    """Rejected claims are gone, corrected ones stand as the last person has them under their old id, added ones are
    there, sorted by id. Later judgements win; accepting a claim brings back the coder's version."""
    found = {claim.id: claim for claim in claims}
    coded = dict(found)
    for each in judgements:
        claim_id = each.claims[0]
        if each.action == "reject":
            found.pop(claim_id, None)
        elif each.action == "accept" and claim_id in coded:
            found[claim_id] = coded[claim_id]
        elif each.action in ("correct", "add") and each.change is not None:
            theirs = claim_from_dict(json.loads(each.change))
            if each.action == "add":
                found[theirs.id] = coded[theirs.id] = theirs
            elif claim_id in coded:
                found[claim_id] = replace(theirs, id=claim_id)
    return tuple(found[key] for key in sorted(found))

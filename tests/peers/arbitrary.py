"""Any annotations of any article, as a line of JSON that is imported: the same for the same article."""

import json
import random
import re

# What other programs compute, cut, quote, turn into another text, or take for the end of something.
TEXTS = [
    "", "plain words", "=2+2", "'=2", "+1", "-1", "@SUM(A1)", "007", "1/2", "3.50", "TRUE", "2026-11-22", "1e5", "two\nlines", "tab\there",
    'say "this"', "a;b,c", " before", "behind ", "https://example.org/?a=1&b=2", "“curly” 🦊 👩‍🔬", "</script><!--", "back\\slash \\n", "שלום و مرحبا", "| a | b |",
]
LABELS = ["actor", "claim", "claim", "source", "denial"]
JOINED = {("claim", "source"): "attributed-to", ("claim", "actor"): "about", ("denial", "actor"): "by", ("denial", "claim"): "denies"}
STATUSES = ["unchecked", "in-progress", "verified", "corrected", "disputed", "false", "unverifiable", "not-checkable"]


def annotations(name, text, count=60):
    """A line for an article of that name and text."""
    dice = random.Random(name)
    words = [found.span() for found in re.finditer(r"\w+", text)] or [(0, len(text))]
    spans = [span(dice, text, words, nth) for nth in range(count)]
    relations = []
    for nth in range(count):
        start, end = dice.sample(range(count), 2)
        kind = JOINED.get((spans[start]["label"], spans[end]["label"]))
        if kind:
            relations.append({"id": f"r{nth}", "type": kind, "from": start, "to": end})
    notes = [{"target": nth, "text": dice.choice(TEXTS)} for nth in range(count) if dice.random() < 0.6]
    notes = [note for note in notes if note["text"]]
    return json.dumps({"id": name, "text": text, "spans": spans, "relations": relations, "notes": notes}) + "\n"


def span(dice, text, words, nth):
    """An annotation of some words in a row, in up to three pieces with gaps between."""
    first = dice.randrange(len(words))
    pieces = []
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        last = min(first + dice.randrange(12), len(words) - 1)
        start, end = words[first][0], words[last][1]
        if dice.random() < 0.2:
            # Also with white space and what stands between words.
            end = min(end + dice.randrange(3), len(text))
        if pieces and start < pieces[-1]["end"]:
            break
        pieces.append({"start": start, "end": end, "text": text[start:end]})
        first = last + 2
        if first >= len(words):
            break
    whole = {"start": pieces[0]["start"], "end": pieces[-1]["end"]}
    label = dice.choice(LABELS)
    return {
        "id": f"x{nth}",
        "label": label,
        **whole,
        "text": text[whole["start"]:whole["end"]],
        "pieces": pieces if len(pieces) > 1 else [],
        "tags": dice.sample(["flood", "2024", "=1", "#a", "1/2", "sécurité"], dice.choice([0, 0, 1, 2])),
        "creator": dice.choice(["", "jo", "Mo O’Neil"]),
        "created": dice.choice(["", "2026-11-22T10:00:00Z"]),
        "check": check(dice) if label == "claim" and dice.random() < 0.6 else None,
    }


def check(dice):
    text = lambda: dice.choice(TEXTS)
    evidence = [
        {
            "source": text(),
            "locator": dice.choice(["", "p. 3", "12"]),
            "stance": dice.choice(["supports", "contradicts", "context"]),
            "rank": dice.choice(["primary", "secondary"]),
            "note": text(),
        }
        for _ in range(dice.choice([0, 1, 2]))
    ]
    return {
        "status": dice.choice(STATUSES),
        "evidence": evidence,
        "correction": text(),
        "question": text(),
        "answer": text(),
        "reply_asked": dice.choice(["", "2026-11-20", "2026-11-20T09:30:00Z", "Monday"]),
        "reply_received": text(),
        "checked_by": dice.choice(["", "jo"]),
        "checked_on": dice.choice(["", "2026-11-21"]),
    }

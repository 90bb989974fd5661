#!/usr/bin/env python3
"""Every format as the programs read it that it is for.

    JUDGES=FOLDER JUDGES_PYTHON=PYTHON tests/peers/run.py [ARTICLE ...]

JUDGES is the folder of the judges: scripts that let another program read an export and compare what it saw with what was
to be seen. JUDGES_PYTHON is the Python that has these programs. ASCRIBE may name the ascribe to try; otherwise the one
in target/ that was built last is taken. JUDGES_NODE, where it is set, is the folder of the node_modules for the judges
in JavaScript; without it they are left out, and the table says so.

All samples are exported in every format. Each ARTICLE is a further text: its annotations are those in ARTICLE.ascribe.json
if that is there, else any (arbitrary.py), the same in every run: crossing, in pieces, with texts that programs trip over.

spaCy has no place for a span that starts or ends inside one of its tokens, as where an Arabic preposition is written
together with the words that are quoted: such spans are whole in the file, and said to be off its tokens here.

Exit 0 where all agree, 1 on a difference or a refusal. Without JUDGES nothing is judged, and that is said.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import arbitrary

OURS = pathlib.Path(__file__).resolve().parent
PROJECT = OURS.parent.parent

# One row a judgement: the format, options of the export, the judge's script, its options, and what is to be seen of the
# annotations: `pieces` is each piece as a span of its own, `words` the same without white space at its ends, `extents` each
# annotation as one span, `cells` the same with the guards of a worksheet that a judge doesn't take off, `brat` the same
# without white space at the ends and with notes of one line, `drafts` what the drafts of claim reviews say. What a
# spreadsheet makes of notes such as 007 is for worksheet.py to judge. A script that JUDGES lacks may stand beside this one.
JUDGEMENTS = [
    ("csv", ["--all"], "judge_csv.py", ["--peer", "python"], "cells"),
    ("csv", ["--all"], "judge_csv.py", ["--peer", "miller"], "cells"),
    ("csv", ["--all"], "judge_csv.py", ["--peer", "gnumeric", "--no-notes"], "cells"),
    ("csv", ["--all"], "judge_csv.py", ["--peer", "libreoffice", "--no-notes"], "cells"),
    ("csv", ["--all"], "worksheet.py", ["--peer", "gnumeric"], "extents"),
    ("csv", ["--all"], "worksheet.py", ["--peer", "libreoffice"], "extents"),
    ("w3c", [], "judge_w3c.py", [], "extents"),
    ("w3c", [], "judge_w3c_node.mjs", ["--peer", "apache-position"], "extents"),
    ("w3c", [], "judge_w3c_node.mjs", ["--peer", "apache-quote"], "extents"),
    ("w3c", ["--utf16"], "judge_w3c_node.mjs", ["--peer", "recogito"], "extents"),
    ("w3c", ["--utf16"], "judge_w3c_node.mjs", ["--peer", "dom-anchor-position"], "extents"),
    ("w3c", [], "judge_w3c_node.mjs", ["--peer", "dom-anchor-quote"], "extents"),
    ("brat", [], "judge_brat_bioc.py", [], "brat"),
    ("jsonl", [], "judge_hf.py", [], "extents"),
    ("jsonl", [], "judge_spacy.py", ["--no-relations", "--no-notes"], "extents"),
    ("cas-json", [], "judge_cassis.py", [], "pieces"),
    ("conll", [], "judge_conll.py", ["--peer", "seqeval", "--subset"], "words"),
    ("conll", [], "judge_conll.py", ["--peer", "spacy", "--subset"], "words"),
    ("label-studio", [], "judge_labelstudio.py", [], "pieces"),
    ("claimreview", [], "drafts.py", [], "drafts"),
]


def main():
    judges, python = os.environ.get("JUDGES"), os.environ.get("JUDGES_PYTHON")
    if not judges or not python:
        print("NOTHING WAS JUDGED. The judges are programs that are not part of this project; name them:")
        print("    JUDGES=FOLDER_OF_JUDGE_SCRIPTS JUDGES_PYTHON=PYTHON_WITH_THEIR_PACKAGES tests/peers/run.py")
        return 0
    judges = pathlib.Path(judges).resolve()
    articles = sorted(path for path in (PROJECT / "samples").glob("*.txt")) + [pathlib.Path(it) for it in sys.argv[1:]]
    formats = {row["name"] for row in json.loads(run([ascribe(), "formats", "--json"]).stdout)}
    results, judged, wrong = {}, 0, False
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        os.environ["ASCRIBE"] = str(ascribe())
        for nth, article in enumerate(articles):
            text = prepare(article, pathlib.Path(folder) / str(nth))
            native = json.loads(text.with_name(text.name + ".ascribe.json").read_text(encoding="utf-8"))
            for row in JUDGEMENTS:
                said, report = judge(row, text, native, judges, python, formats)
                results.setdefault(title(row), []).append(said)
                judged += not said.startswith("no ")
                if not said.startswith(("equal", "no ")):
                    wrong = True
                    print(f"\n{article.name}: {title(row)}: {said}\n{report}")
    width = max(len(name) for name in results)
    print(f"\n{'format, judge'.ljust(width)}  of {len(articles)} articles")
    for name, said in results.items():
        counts = ", ".join(f"{said.count(one)} {one}" for one in dict.fromkeys(said))
        print(f"{name.ljust(width)}  {counts}")
    if judged == 0:
        print("NOTHING WAS JUDGED: no judge was found in", judges)
    return 1 if wrong or judged == 0 else 0


def title(row):
    return " ".join([row[0], *row[1], "·", row[2].removeprefix("judge_"), *row[3]])


def run(command, **more):
    return subprocess.run([str(it) for it in command], capture_output=True, text=True, **more)


def ascribe():
    named = os.environ.get("ASCRIBE")
    built = [path for kind in ("debug", "release") if (path := PROJECT / "target" / kind / "ascribe").exists()]
    if not named and not built:
        sys.exit("no ascribe is built: cargo build, or name one in ASCRIBE")
    return named or max(built, key=lambda path: path.stat().st_mtime)


def prepare(article, folder):
    """A copy of an article with its annotations, so that nothing is written beside the article itself."""
    folder.mkdir()
    text = pathlib.Path(shutil.copy(article, folder / article.name))
    saved = article.with_name(article.name + ".ascribe.json")
    if saved.exists():
        shutil.copy(saved, folder)
        return text
    lines = folder / "arbitrary.jsonl"
    lines.write_text(arbitrary.annotations(article.name, characters(text)), encoding="utf-8")
    ran = run([ascribe(), "import", text, lines, "--from", "jsonl"])
    print(ran.stderr.strip().splitlines()[-1])
    if not text.with_name(text.name + ".ascribe.json").exists():
        sys.exit(f"{article.name}: any annotations can't be imported:\n{ran.stderr}")
    return text


def characters(text):
    """The text of an article as the program counts it: without a mark of its encoding."""
    return text.read_bytes().decode("utf-8-sig")


def judge(row, text, native, judges, python, formats):
    name, options, script, more, view = row
    if name not in formats:
        return "no format", ""
    script = next((it for it in (judges / script, OURS / script) if it.exists()), None)
    if not script:
        return "no judge", ""
    export = text.with_name(f"out-{name}") / (text.name if name != "brat" else text.stem)
    export = export.with_name(export.name + {"brat": ".ann", "csv": ".csv", "jsonl": ".jsonl", "conll": ".tsv"}.get(name, ".json"))
    export.parent.mkdir(exist_ok=True)
    ran = run([ascribe(), "export", text, "--to", name, *options, "-o", export, "--force"])
    if ran.returncode != 0:
        return "NOT EXPORTED", ran.stderr
    expected = export.parent / "expected.json"
    expected.write_text(json.dumps(seen(native, text, view)), encoding="utf-8")
    if script.suffix == ".mjs":
        if not os.environ.get("JUDGES_NODE"):
            return "no node", ""
        command, place = ["node", beside_modules(script), export, text, expected, *more], export.parent
    else:
        command, place = [python, script, export, text, expected, *more], export.parent
    ran = run(command, cwd=place)
    said = {0: "equal", 1: "DIFFERENT"}.get(ran.returncode, "REFUSED")
    if said == "DIFFERENT" and only_off_tokens(ran.stdout):
        said = "equal but off its tokens"
    return said, ran.stdout[-3000:] + ran.stderr[-2000:]


def only_off_tokens(report):
    """Whether all that a judge has to say is that spans are off the tokens of its peer."""
    lines = report.splitlines()
    complaints = [line for line in lines if line.startswith("!")]
    lacking = sum(int(line.split("(x")[1].split(")")[0]) for line in lines if line.startswith("- the peer lacks (x"))
    others = [line for line in lines if line.startswith("+") or (line.startswith("- ") and "(x" not in line)]
    return not others and 0 < lacking == len(complaints) and all("not on token edges" in line for line in complaints)


def beside_modules(script):
    """The script where it finds its modules: Node looks for them beside the script's own file."""
    link = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "judges"
    if not link.exists():
        link.mkdir()
        (link / "node_modules").symlink_to(pathlib.Path(os.environ["JUDGES_NODE"]).resolve())
        for other in script.parent.iterdir():
            if other.is_dir():
                (link / other.name).symlink_to(other)
            else:
                shutil.copy(other, link)
    return link / script.name


def seen(native, text, view):
    """What a peer is to see of the annotations that have a place."""
    if view == "drafts":
        return {"drafts": drafts(native)}
    article = characters(text)
    spans, first, notes = [], {}, []
    for annotation in native["annotations"]:
        if annotation.get("orphan"):
            continue
        pieces = [(it["start"], it["end"]) for it in annotation["spans"]]
        if view in ("extents", "brat", "cells"):
            pieces = [(pieces[0][0], pieces[-1][1])]
        if view in ("brat", "words"):
            pieces = [trimmed(article, *piece) for piece in pieces]
        first[annotation["id"]] = len(spans)
        spans += [{"label": annotation["label"], "start": start, "end": end, "text": article[start:end]} for start, end in pieces]
        if annotation.get("note"):
            note = annotation["note"]
            if view == "brat":
                note = " ".join(note.split())
            elif view == "cells" and note.startswith("'="):
                note = "'" + note
            notes.append({"target": first[annotation["id"]], "text": note})
    ties = [it for it in native["relations"] if it["from"] in first and it["to"] in first]
    relations = [{"type": it["kind"], "from": first[it["from"]], "to": first[it["to"]]} for it in ties]
    return {"spans": spans, "relations": relations, "notes": notes}


def trimmed(article, start, end):
    """The ends of a piece without the white space there."""
    text = article[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def drafts(native):
    """What is to be seen of the claims with a verdict, in the order of the text."""
    verdicts = {"verified": "Verified", "corrected": "Corrected", "disputed": "Disputed", "false": "False", "unverifiable": "Unverifiable"}
    everything = {it["id"]: it for it in native["annotations"]}
    first = lambda it: (bool(it.get("orphan")), it["spans"][0]["start"], it["id"])

    def words(annotation):
        return " ".join(" […] ".join(it["quote"] for it in annotation["spans"]).split())

    found = []
    for claim in native["annotations"]:
        verdict = verdicts.get(claim.get("check", {}).get("status"))
        if claim["label"] != "claim" or claim.get("orphan") or not verdict:
            continue
        ties = [it for it in native["relations"] if it["from"] == claim["id"] and it["kind"] == "attributed-to"]
        authors = sorted((everything[it["to"]] for it in ties), key=first)
        found.append({"claim": words(claim), "verdict": verdict, "authors": [words(it) for it in authors]})
    return found


if __name__ == "__main__":
    sys.exit(main())

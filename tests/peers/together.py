#!/usr/bin/env python3
"""Files of many articles as the programs read them that they are for.

    JUDGES_PYTHON=PYTHON tests/peers/together.py [ARTICLE ...]

All samples, and each ARTICLE whose annotations stand beside it, go into one file a format: a worksheet, which pandas,
Polars and DuckDB open, and columns, which spaCy's converter and seqeval read. What they see of each document is to be what
the annotation files say. JUDGES_PYTHON is a Python that has these programs; one that it lacks is named. ASCRIBE may name
the ascribe to try. Exit 0 where all agree, 1 on a difference.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent


def main():
    if os.environ.get("JUDGES_PYTHON") and "TOGETHER" not in os.environ:
        command = [os.environ["JUDGES_PYTHON"], __file__, *sys.argv[1:]]
        return subprocess.run(command, env=os.environ | {"TOGETHER": "1"}).returncode
    articles = sorted((PROJECT / "samples").glob("*.txt")) + [pathlib.Path(it) for it in sys.argv[1:]]
    paths = [str(it) for it in articles]
    native = {it: json.loads(pathlib.Path(it + ".ascribe.json").read_text(encoding="utf-8")) for it in paths}
    texts = {it: pathlib.Path(it).read_bytes().decode("utf-8-sig") for it in paths}
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        sheet, columns = pathlib.Path(folder) / "all.csv", pathlib.Path(folder) / "all.conll"
        export(paths, "csv", "--all", "-o", sheet)
        export(paths, "conll", "-o", columns)
        listed = columns.with_name("all.conll.documents").read_text(encoding="utf-8").splitlines()
        faults += said("list of documents", listed, paths)
        wanted = {it: sorted(ids(native[it])) for it in paths}
        for peer in (pandas, polars, duckdb):
            try:
                rows = peer(sheet)
            except ImportError as lacking:
                print(f"{peer.__name__}: not tried: {lacking}")
                continue
            seen = collections.defaultdict(list)
            for document, id in rows:
                seen[document].append(id)
            faults += said(f"worksheet, {peer.__name__}", {it: sorted(seen[it]) for it in seen}, {it: wanted[it] for it in paths if wanted[it]})
        for peer in (spacy, seqeval):
            try:
                documents = list(peer(columns.read_text(encoding="utf-8")))
            except ImportError as lacking:
                print(f"{peer.__name__}: not tried: {lacking}")
                continue
            # The tokens of a document are its text without white space; its tags as many as are not left out.
            seen = ["".join(tokens) for tokens, _ in documents]
            faults += said(f"columns, {peer.__name__}: tokens", seen, ["".join(texts[it].split()) for it in paths])
            labels = [set(tags) - {"actor", "claim", "source", "denial"} for _, tags in documents]
            faults += said(f"columns, {peer.__name__}: labels", labels, [set()] * len(paths))
            counts = [len(tags) for _, tags in documents]
            faults += said(f"columns, {peer.__name__}: pieces", counts, [alone(it) for it in paths])
    return 1 if faults else 0


def export(paths, to, *options):
    ran = subprocess.run([ascribe(), "export", *paths, "--to", to, *map(str, options)], capture_output=True, text=True)
    if ran.returncode:
        sys.exit(ran.stderr)
    return ran.stdout


def ascribe():
    built = [it for kind in ("debug", "release") if (it := PROJECT / "target" / kind / "ascribe").exists()]
    return os.environ.get("ASCRIBE") or max(built, key=lambda it: it.stat().st_mtime)


def alone(path):
    """How many pieces an article's own columns have."""
    return export([path], "conll").count("\tB-")


def ids(native):
    return [it["id"] for it in native["annotations"] if not it.get("orphan")]


def said(what, seen, wanted):
    print(f"{what}: {'equal' if seen == wanted else 'DIFFERENT'}")
    if seen != wanted:
        print("  seen  ", str(seen)[:1500], "\n  wanted", str(wanted)[:1500])
    return seen != wanted


def pandas(sheet):
    import pandas
    return pandas.read_csv(sheet, encoding="utf-8-sig")[["document", "id"]].itertuples(index=False, name=None)


def polars(sheet):
    import polars
    return polars.read_csv(sheet, infer_schema=False)[["document", "id"]].rows()


def duckdb(sheet):
    import duckdb
    return duckdb.sql(f"select document, id from read_csv('{sheet}')").fetchall()


def spacy(text):
    from spacy.training.converters import conll_ner_to_docs
    for document in conll_ner_to_docs(text, n_sents=0, no_print=True):
        yield [token.text for token in document], [it.label_ for it in document.ents]


def seqeval(text):
    from seqeval.scheme import IOB2, Tokens
    for document in text.split("-DOCSTART- -X- O O\n")[1:]:
        tokens, labels = [], []
        for sentence in document.split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if line]
            tokens += [row[0] for row in rows]
            labels += [it.tag for it in Tokens([row[1] for row in rows], IOB2).entities] if rows else []
        yield tokens, labels


if __name__ == "__main__":
    sys.exit(main())

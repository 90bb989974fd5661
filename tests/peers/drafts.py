#!/usr/bin/env python3
"""Drafts of claim reviews as extruct finds them in a page, and as the types of schema.org, in schema-dts, allow them.

    drafts.py EXPORT TEXT EXPECTED.json

EXPECTED.json has the `drafts` that are to be seen: claim, verdict and authors of each. JUDGES_NODE, where it is set, is
the folder of the node_modules with typescript and schema-dts; without it only extruct judges, and that is said.

Exit 0 where all agree, 1 on a difference, 2 on a refusal.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import extruct


def main():
    export, _, expected = (pathlib.Path(it) for it in sys.argv[1:4])
    json_ld = export.read_text(encoding="utf-8")
    page = f'<!doctype html><p>Before</p><script type="application/ld+json">{json_ld}</script><p>After</p>'
    found = extruct.extract(page, syntaxes=["json-ld"], errors="strict")["json-ld"]
    seen = [draft(it) for it in found]
    wanted = json.loads(expected.read_text(encoding="utf-8"))["drafts"]
    for nth, (one, other) in enumerate(zip(seen, wanted)):
        if one != other:
            print(f"draft {nth}: extruct sees {one}, expected {other}")
    print(f"extruct: {len(seen)} drafts of {len(wanted)}")
    if seen != wanted:
        return 1
    return types(json_ld)


def draft(found):
    if (found["@context"], found["@type"]) != ("https://schema.org", "ClaimReview"):
        raise ValueError(f"this is no draft: {found}")
    authors = found["itemReviewed"].get("author", [])
    authors = authors if isinstance(authors, list) else [authors]
    return {
        "claim": found["claimReviewed"],
        "verdict": found["reviewRating"]["alternateName"],
        "authors": [it["name"] for it in authors],
    }


def types(json_ld):
    """What TypeScript says of the drafts as values of schema.org's types."""
    modules = os.environ.get("JUDGES_NODE")
    if not modules:
        print("schema-dts: not judged, JUDGES_NODE names no node_modules")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "node_modules").symlink_to(pathlib.Path(modules).resolve())
        declared = 'import type { ClaimReview, WithContext } from "schema-dts";\nexport const drafts: WithContext<ClaimReview>[] = '
        (folder / "drafts.ts").write_text(declared + json_ld.strip() + ";\n", encoding="utf-8")
        options = ["--strict", "--noEmit", "--skipLibCheck", "--module", "nodenext", "--moduleResolution", "nodenext"]
        compiler = folder / "node_modules" / ".bin" / "tsc"
        ran = subprocess.run([compiler, *options, "drafts.ts"], cwd=folder, capture_output=True, text=True)
    print(f"schema-dts: {'every type fits' if ran.returncode == 0 else ran.stdout + ran.stderr}")
    return 2 if ran.returncode else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ValueError, KeyError, TypeError) as refusal:
        print("refused:", repr(refusal))
        sys.exit(2)

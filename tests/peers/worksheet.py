#!/usr/bin/env python3
"""The worksheet on its way through a spreadsheet program and back.

    worksheet.py EXPORT TEXT EXPECTED.json --peer gnumeric|libreoffice

EXPORT is a worksheet with a row an annotation (`--all`) of the article TEXT, whose annotations stand beside it. The peer
opens the worksheet and saves it as CSV, and ASCRIBE, the program under test, imports that:

- as it was saved: nothing may change;
- with every cell for a checker filled anew: all of that and nothing else may change;
- with another quote in one row: that row is to be refused by its id and its line, and nothing may change.

Gnumeric writes formulas that it took for texts without the apostrophe that made them so, and computes them when it
opens its own file: a worksheet is not to go through it twice. A check that runs nowhere without these programs, so it is
no part of the ordinary tests. Exit 0 where all is so, 1 where something is not, 2 where a program refuses.
"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# What the peer writes: commas (44), quotation marks (34), UTF-8 (76).
CSV = "Text - txt - csv (StarCalc):44,34,76,1"
STATUSES = ["verified", "corrected", "disputed", "false", "unverifiable", "in-progress", "not-checkable", "unchecked"]


def main():
    export, text = (pathlib.Path(it).resolve() for it in sys.argv[1:3])
    peer = sys.argv[sys.argv.index("--peer") + 1]
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(pathlib.Path(folder), text, peer)
        sheet = export.read_bytes()
        faults = desk.unchanged(sheet) + desk.edited(sheet) + desk.refused(sheet)
    for fault in faults:
        print(fault)
    print(f"{peer}: {len(faults)} faults")
    return 1 if faults else 0


class Desk:
    """An article with its annotations, and a spreadsheet program."""

    def __init__(self, folder, text, peer):
        self.folder, self.peer = folder, peer
        self.text = pathlib.Path(shutil.copy(text, folder))
        self.save = folder / (text.name + ".ascribe.json")
        self.before = text.with_name(self.save.name).read_bytes()

    def through_peer(self, sheet):
        opened, saved = self.folder / "opened.csv", self.folder / "saved" / "opened.csv"
        saved.parent.mkdir(exist_ok=True)
        opened.write_bytes(sheet)
        if self.peer == "gnumeric":
            command = ["ssconvert", "--import-type=Gnumeric_stf:stf_csvtab", opened, saved]
        else:
            profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
            command = ["soffice", profile, "--headless", f"--infilter={CSV}", "--convert-to", f"csv:{CSV}", "--outdir", saved.parent, opened]
        subprocess.run([str(it) for it in command], check=True, capture_output=True)
        return saved.read_bytes()

    def comes_back(self, sheet):
        """What the program says of a worksheet that comes back, its exit code, and the annotations then."""
        self.save.write_bytes(self.before)
        file = self.folder / "back.csv"
        file.write_bytes(sheet)
        ran = subprocess.run([os.environ["ASCRIBE"], "import", self.text, file], capture_output=True, text=True)
        return ran.stderr, ran.returncode, self.save.read_bytes()

    def unchanged(self, sheet):
        said, code, after = self.comes_back(self.through_peer(sheet))
        return [] if (code, after) == (0, self.before) else [f"as it was saved: exit {code}, changed: {after != self.before}\n{said}{differences(self.before, after)}"]

    def edited(self, sheet):
        rows = self.rows(sheet)
        wanted = json.loads(self.before)
        by_id = {it["id"]: it for it in wanted["annotations"]}
        for nth, row in enumerate(rows):
            fill(row, nth)
            expect(by_id[row["id"]], row, nth)
        said, code, after = self.comes_back(self.through_peer(self.sheet(rows)))
        unstamp(wanted["annotations"])
        wanted = json.dumps(wanted, ensure_ascii=False).encode()
        saved = json.loads(after)
        unstamp(saved["annotations"])
        after = json.dumps(saved, ensure_ascii=False).encode()
        same = json.loads(after) == json.loads(wanted)
        return [] if code == 0 and same else [f"edited: exit {code}\n{said}{differences(wanted, after)}"]

    def refused(self, sheet):
        rows = self.rows(sheet)
        if not rows:
            return []
        row = rows[len(rows) // 2]
        row["text"] += " which nobody said"
        sheet = self.through_peer(self.sheet(rows))
        said, code, after = self.comes_back(sheet)
        named = f"line {self.line_of(sheet, row['id'])}: `{row['id']}`"
        fine = code == 1 and f"not taken: {named}" in said and after == self.before
        return [] if fine else [f"another quote: exit {code}, expected `{named}`\n{said}"]

    def rows(self, sheet):
        return list(csv.DictReader(sheet.decode("utf-8-sig").splitlines(keepends=True)))

    def sheet(self, rows):
        file = self.folder / "written.csv"
        with open(file, "w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, rows[0] if rows else ["id", "label", "start", "end", "text"], quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
        return file.read_bytes()

    def line_of(self, sheet, wanted):
        file = self.folder / "counted.csv"
        file.write_bytes(sheet)
        with open(file, encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            before = 0
            for row in reader:
                if row[0] == wanted:
                    return before + 1
                before = reader.line_num
        return None


def fill(row, nth):
    """Fills the cells that are there for a checker, as one would."""
    row["note"] = f"Seen in the archive,\n“twice” ({nth}); \"quoted\", and more"
    row["tags"] = f"archive t{nth}"
    row["status"] = STATUSES[nth % len(STATUSES)]
    row["evidence"] = f"https://example.org/{nth}?a=1\\|2 | p. {nth} | contradicts | secondary | a line⏎and one more\nThe register of {nth}"
    row["correction"] = f"It was {nth}, not more."
    row["question"], row["answer"] = "Where is it from?", "From us."
    row["reply_asked"], row["checked_on"] = "2026-11-23", "2026-11-24"
    row["reply_received"], row["checked_by"] = "“No comment.”", "mo"
    row["reply_on"], row["reply_refused"], row["reply_waived"] = "2026-11-25", "2026-11-26", "Nobody, in the end"


def expect(annotation, row, nth):
    """What is to be saved then."""
    annotation["note"], annotation["tags"] = row["note"], row["tags"].split()
    names = ["correction", "question", "answer", "reply_asked", "reply_received", "reply_on", "reply_refused", "reply_waived", "checked_by", "checked_on"]
    check = {name: row[name] for name in names}
    record = {"source": f"https://example.org/{nth}?a=1|2", "locator": f"p. {nth}", "stance": "contradicts", "rank": "secondary", "note": "a line\nand one more"}
    # Of the second nothing but its source was said.
    check["evidence"] = [record, {"source": f"The register of {nth}"}]
    check["status"] = row["status"]
    kept = {name: value for name, value in annotation.get("check", {}).items() if name not in check}
    annotation["check"] = check | kept


def unstamp(annotations):
    """Takes out who changed what last, and when: the import says so itself."""
    for annotation in annotations:
        for record in (annotation, annotation.get("check", {})):
            for stamp in ("changed", "changed_by", "changed_on", "begun_by", "begun_on"):
                record.pop(stamp, None)


def differences(wanted, after):
    """The first annotations that are not as they should be."""
    wanted, after = json.loads(wanted), json.loads(after)
    pairs = zip(wanted["annotations"], after["annotations"])
    different = [f"wanted {one}\nsaved  {other}\n" for one, other in pairs if one != other]
    return "".join(different[:3]) + f"{len(different)} annotations differ\n"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (subprocess.CalledProcessError, KeyError, ValueError) as refusal:
        print("refused:", repr(refusal), getattr(refusal, "stderr", b""))
        sys.exit(2)

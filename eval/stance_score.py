#!/usr/bin/env python3
"""Score stances against our own labels of public pages (stance_labels.json: byte offsets, no text).

  stance_score.py --exe BUILD/dossier --pages DIR --rules DIR/score.py [--set held] [--verbose]

DIR/HOST/pages.jsonl.gz holds one page a line, {"path", "html"}; score.py is the annotation set's scorer, whose
matching is used. Each document is a part of an article's text, read as a plain text of its own. --verbose prints
what was missed and what is too much: not for the set "held", which is scored and not read.
"""
import argparse, gzip, hashlib, importlib.util, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def load_rules(path):
    spec = importlib.util.spec_from_file_location("score", path)
    rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(rules)
    return rules


def pages_of(folder, wanted):
    found = {}
    for host in sorted({page.split("/")[0] for page in wanted}):
        with gzip.open(os.path.join(folder, host, "pages.jsonl.gz"), "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                if host + row["path"] in wanted:
                    found[host + row["path"]] = row["html"]
    return found


def run(arguments, content, suffix):
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(content)
        file.flush()
        return json.loads(subprocess.run([a if a != "{}" else file.name for a in arguments], check=True,
                                         stdout=subprocess.PIPE).stdout)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--exe", required=True)
    ap.add_argument("--pages", required=True)
    ap.add_argument("--rules", required=True)
    ap.add_argument("--labels", default=os.path.join(HERE, "stance_labels.json"))
    ap.add_argument("--set", default="", help="development or held; both if not given")
    ap.add_argument("--verbose", action="store_true")
    a = ap.parse_args()
    rules = load_rules(a.rules)
    with open(a.labels, encoding="utf-8") as file:
        documents = [d for d in json.load(file)["documents"] if a.set in ("", d["set"])]
    pages = pages_of(a.pages, {d["page"] for d in documents})
    total = {}
    for document in documents:
        url = "https://" + document["page"]
        article = run([a.exe, "parse-article", "{}", "--url", url, "--json"], pages[document["page"]].encode(), ".html")
        text = article["text"].encode()[document["start"]:document["end"]]
        if hashlib.sha256(text).hexdigest() != document["sha256"]:
            print("moved    " + document["page"], file=sys.stderr)
            continue
        command = [a.exe, "extract", "{}", "--json", "--published", (article.get("published") or "")[:10]]
        if document["author"]:
            command += ["--author", document["author"]]
        found = run([c for c in command if c] if article.get("published") else command[:4], text, ".txt")
        tally = total.setdefault(document["set"], rules.Tally())
        one = rules.Tally()
        log = print if a.verbose and document["set"] != "held" else None
        if log:
            print("== " + document["page"])
        for into, say in ((tally, None), (one, log)):
            rules.score_document({"stances": document["stances"]}, {"stances": found["stances"]}, text, into, say)
        right, gold, predicted = one.c["stance"]
        print("%-12s gold %3d  found %3d  right %3d  %s" % (document["set"], gold, predicted, right, document["page"]))
    for name, tally in total.items():
        print("%-12s precision %.3f  recall %.3f  f1 %.3f  polarity %.3f  kind %.3f" %
              ((name,) + tally.prf("stance") + (tally.acc("polarity"), tally.acc("kind"))))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Score the extractor on the passages labelled in claim_labels.json, development and held apart.

  claim_labels.py SCORE_DIR SITES_DIR DOSSIER [--verbose]

SCORE_DIR holds score.py, whose matching is used; SITES_DIR the stored pages (HOST/pages.jsonl.gz). Only finds inside a
labelled passage count. --verbose prints misses and false finds of the development part; the held part is never printed.
"""
import collections, gzip, json, os, subprocess, sys, tempfile

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


def html_of(sites, address):
    host, path = address.split("://")[1].split("/", 1)
    with gzip.open(os.path.join(sites, host, "pages.jsonl.gz"), "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            if row["path"] == "/" + path:
                return row["html"]
    raise SystemExit("no page " + address)


def finds(dossier, address, html):
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as f:
        f.write(html)
        f.flush()
        run = subprocess.run([dossier, "extract", f.name, "--html", "--url", address, "--json", "--explain"],
                             stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def show(claim):
    keys = ("model", "benchmark", "relation", "value", "rank", "versus", "conditions", "aspect", "confidence", "rule")
    return json.dumps({k: claim[k] for k in keys if claim.get(k) not in (None, "")}, ensure_ascii=False)


def main():
    sites, dossier, verbose = sys.argv[2], sys.argv[3], "--verbose" in sys.argv
    with open(os.path.join(HERE, "claim_labels.json"), encoding="utf-8") as f:
        documents = json.load(f)
    tally = collections.defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for document in documents:
        answer = finds(dossier, document["page"], html_of(sites, document["page"]))
        names = score.Names({})
        wanted = document["benchmark_claims"]
        inside = [c for c in answer["benchmark_claims"]
                  if any(a <= c["start"] and c["end"] <= b for a, b in document["passages"])]
        core = score.match(wanted, inside, lambda g, p: score.claim_core(names, g, p))
        strict = score.match(wanted, inside, lambda g, p: score.claim_strict(names, g, p))
        hit = {j for _, j in core}
        sure = [j for j, c in enumerate(inside) if c["confidence"] == "confident"]
        for i, n in enumerate((len(core), len(strict), len(wanted), len(inside), len(sure), sum(j in hit for j in sure))):
            tally[document["use"]][i] += n
        if verbose and document["use"] == "development":
            text = answer["text"].encode("utf-8")
            print("== " + document["page"])
            got = {i for i, _ in core}
            for a, b in document["passages"]:
                missed = [g for i, g in enumerate(wanted) if i not in got and a <= g["start"] < b]
                extra = [c for j, c in enumerate(inside) if j not in hit and a <= c["start"] < b]
                if missed or extra:
                    print("-- " + text[a:b].decode("utf-8"))
                for g in missed:
                    print("  missed " + show(g))
                for c in extra:
                    print("  extra  " + show(c))
    for use, (core, strict, gold, found, sure, sure_right) in sorted(tally.items()):
        f1 = lambda n: 2 * n / max(gold + found, 1)
        print("%-12s gold %d found %d core %d (F1 %.3f) strict %d (F1 %.3f); confident %d, right %d, recall %.3f"
              % (use, gold, found, core, f1(core), strict, f1(strict), sure, sure_right, sure_right / max(gold, 1)))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""How much of a gold set do the confident benchmark claims cover, and how many of them match it?

  confident.py SCORE_DIR GOLD_DIR DOSSIER [RULES]

SCORE_DIR holds score.py, whose matching ("core") is used; GOLD_DIR has texts/ and labels/. Prints numbers only, so
that a set can be scored without being read; with RULES also how the finds of each rule fare, confident or not.
"""
import collections, glob, json, os, subprocess, sys

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402


def main():
    gold_dir, dossier = sys.argv[2], sys.argv[3]
    by_rule = len(sys.argv) > 4
    gold = right = found = 0
    rules = collections.defaultdict(lambda: [0, 0, 0, 0])
    for path in sorted(glob.glob(os.path.join(gold_dir, "texts", "*.txt"))):
        id_ = os.path.basename(path)[:-4]
        with open(os.path.join(gold_dir, "labels", id_ + ".json"), encoding="utf-8") as f:
            labels = json.load(f)
        run = subprocess.run([dossier, "extract", path, "--explain", "--json"], stdout=subprocess.PIPE, check=True)
        claims = json.loads(run.stdout)["benchmark_claims"]
        names = score.Names(labels)
        wanted = labels.get("benchmark_claims", [])
        core = lambda g, p: score.claim_core(names, g, p)
        confident = [c for c in claims if c["confidence"] == "confident"]
        gold += len(wanted)
        right += len(score.match(wanted, confident, core))
        found += len(confident)
        hit = {j for _, j in score.match(wanted, claims, core)}
        for j, claim in enumerate(claims):
            tally = rules[claim["rule"]]
            sure = 2 if claim["confidence"] == "confident" else 0
            tally[sure] += j in hit
            tally[sure + 1] += 1
    if by_rule:
        for rule, (right_, all_, sure_right, sure_all) in sorted(rules.items(), key=lambda r: -r[1][1]):
            print("%-34s tentative %3d of %3d, confident %3d of %3d" % (rule, right_, all_, sure_right, sure_all))
    print("confident: right %d, found %d, gold %d, precision %.3f, recall %.3f"
          % (right, found, gold, right / max(found, 1), right / max(gold, 1)))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""The model names found most often in a site of digests, and how many of the names that its editors
tagged are found. Standard library only.

  names.py DOSSIER SITE_DIR [--since 2026] [--top 200]

SITE_DIR holds pages.jsonl.gz ({"path","html","published"} a line) and labels.jsonl ({"url","models":[…]}
a line). Prints the names, most frequent first, to be read by a person; the last line is the recall.
"""
import argparse, collections, gzip, json, os, re, subprocess, tempfile


def key(name):
    return re.sub(r'[^a-z0-9]', '', name.casefold())


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('dossier'); ap.add_argument('site'); ap.add_argument('--since', default='2026')
    ap.add_argument('--top', type=int, default=200)
    a = ap.parse_args()
    host = os.path.basename(os.path.normpath(a.site))
    with gzip.open(os.path.join(a.site, 'pages.jsonl.gz'), 'rt', encoding='utf-8') as f:
        pages = [p for p in map(json.loads, f) if (p.get('published') or '') >= a.since]
    with open(os.path.join(a.site, 'labels.jsonl'), encoding='utf-8') as f:
        labels = {'/' + l['url'].split('/', 3)[3]: l.get('models') or [] for l in map(json.loads, f)}
    counts, tagged, found = collections.Counter(), 0, 0
    missed = collections.Counter()
    with tempfile.TemporaryDirectory() as d:
        lines = []
        for i, p in enumerate(pages):
            name = os.path.join(d, f'{i}.html')
            with open(name, 'w', encoding='utf-8') as f: f.write(p['html'])
            lines.append(json.dumps({'id': p['path'], 'file': name, 'url': f"http://{host}{p['path']}"}))
        out = subprocess.run([a.dossier, 'extract', '--html', '--batch'], input='\n'.join(lines) + '\n',
                             capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        answer = json.loads(line)
        models = [m['canonical'] for m in answer['result'].get('mentions', []) if m['type'] == 'model']
        counts.update(models)
        keys = {key(m) for m in models}
        for name in labels.get(answer['id'], []):
            tagged += 1
            # Editors tag "kimi-k2.5" where the text has "Kimi K2.5 Thinking": contained counts.
            if any(key(name) in k or k in key(name) and len(k) > 4 for k in keys): found += 1
            else: missed[name] += 1
    for rank, (name, n) in enumerate(counts.most_common(a.top), 1): print(rank, n, name)
    print('tagged and not found, most often:', missed.most_common(25))
    print(f'pages={len(pages)} names={len(counts)} tagged={tagged} found={found} recall={found / max(tagged, 1):.3f}')


if __name__ == '__main__':
    main()

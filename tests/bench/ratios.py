#!/usr/bin/python3
"""Prints how the engine stands beside the fastest peer and the floor, from the logs of the peers' benchmark: whole processes
by CPU seconds (others may load the machine), warm documents by CPU milliseconds."""
import collections, json, os, sys

def table(name, values):
    for (workload, rows), of in sorted(values.items()):
        ours, floor = of.get("solieu"), of.get("cpp-floor")
        peers = {peer: value for peer, value in of.items() if peer not in ("solieu", "cpp-floor")}
        if not ours:
            continue
        best = min(peers, key=peers.get) if peers else None
        text = f"{name} {workload} {rows}: {ours:.4g}"
        if best:
            text += f", {peers[best] / ours:.1f} times as fast as {best} ({peers[best]:.4g})"
        if floor:
            text += f", {ours / floor:.2f} of the floor ({floor:.4g})"
        print(text)

def own(path, whole, warm):
    """Our one-page reports: a template of their own, of the same size."""
    for line in open(path, encoding="utf-8") if os.path.exists(path) else []:
        entry = json.loads(line)
        if entry["wl"] == "W4":
            whole["W4", entry["rows"]]["solieu"] = entry["cpu_ms"] / 1000
        else: # with links beside the same peers
            for_peers = {peer: value for peer, value in warm["W1", 1].items() if peer != "solieu"}
            warm[entry["wl"], 1] = {**for_peers, "solieu": entry["cpu_ms"]}

def main(folder, own_log):
    whole, warm = collections.defaultdict(dict), collections.defaultdict(dict)
    for line in open(os.path.join(folder, "peers.tsv"), encoding="utf-8"):
        field = line.rstrip("\n").split("\t")
        if len(field) > 6 and field[3] != "0":
            whole[field[1], int(field[2])][field[0]] = float(field[5])
    for line in open(os.path.join(folder, "peers_warm.jsonl"), encoding="utf-8"):
        entry = json.loads(line)
        if "cpu_ms" in entry:
            warm[entry["wl"], entry["rows"]][entry["peer"]] = entry["cpu_ms"]
    own(own_log, whole, warm)
    table("whole process, CPU s,", whole)
    table("warm, CPU ms,", warm)

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

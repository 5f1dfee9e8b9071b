#!/usr/bin/env bash
# Called by ./dev bench after building. Our engine first; then, where the peers' benchmark lies beside this checkout
# (../shared/bench), the peers and the floor on their one-page report of the same size, each in its own template.
set -euo pipefail
cd "$(dirname "$0")/../.."
documents=300 rows=1000000
for word; do
  case $word in
    10m) rows=10000000 ;; # takes about ten minutes and 6 GB of disk
    *) documents=$word ;;
  esac
done
build/tests/bench/solieu_bench build/bench/workspace "$documents" build/bin/solieu

echo
echo "Files as sources:"
build/tests/bench/solieu_file_source_bench build/bench/files

echo
echo "Figures in a loaded dataset:"
build/tests/bench/solieu_resolution_bench
for kind in sqlite postgresql; do
  [ $kind = sqlite ] || [ -d /usr/lib/postgresql ] || { echo "PostgreSQL not measured: its package is missing." >&2; continue; }
  echo
  echo "Reports from one large table, $kind:"
  build/tests/bench/solieu_scale_bench $kind "build/bench/scale-$kind" "$rows"
done

if [ -x build/tests/office/solieu_office_bench ]; then
  echo
  echo "Inside LibreOffice:"
  build/tests/office/solieu_office_bench
fi

peers=$PWD/../shared/bench
[ -d "$peers" ] || exit 0
for tool in node npm python3 g++; do
  command -v "$tool" >/dev/null || { echo "Peers not measured: $tool is missing." >&2; exit 0; }
done
export BENCH_WORK=$PWD/build/bench/peers
mkdir -p "$BENCH_WORK/data" "$BENCH_WORK/logs"
# Only the data of the one-page report are made; the marker file tells the peers' script that data are there.
[ -f "$BENCH_WORK/data/w4.json" ] || sed '/^def w2/,$d' "$peers/gen/make_data.py" | python3 -
touch "$BENCH_WORK/data/w3_100000.json"
rm -f "$BENCH_WORK/logs/peers_warm.jsonl"
echo
echo "Peers, whole process: name, workload, rows, median seconds, peak MB"
bash "$peers/run.sh" 5 ' W1 1$' 60 2>"$BENCH_WORK/logs/stderr" | grep ' W1 ' || { tail -n 3 "$BENCH_WORK/logs/stderr" >&2; exit 0; }
echo "Peers, warm, milliseconds a document:"
grep -v '"err"' "$BENCH_WORK/logs/peers_warm.jsonl" || echo "(none)"

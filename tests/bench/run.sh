#!/usr/bin/env bash
# Called by ./dev bench after building. Our engine first; then, where the peers' benchmark lies beside this checkout
# (../shared/bench), the peers and the floor on their one-page report of the same size, each in its own template.
set -euo pipefail
cd "$(dirname "$0")/../.."
documents=300 rows=1000000 million=""
for word; do
  case $word in
    million) million=yes ;; # a table of a million rows beside the floor too
    10m) rows=10000000 ;; # takes about ten minutes and 6 GB of disk
    *) documents=$word ;;
  esac
done
rm -f build/bench/own.jsonl
SOLIEU_BENCH_LOG=build/bench/own.jsonl build/tests/bench/solieu_bench build/bench/workspace "$documents" build/bin/solieu

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

echo
echo "Sources beside the client library's own fetch:"
if [ -d /usr/lib/postgresql ] && [ -x /usr/sbin/mariadbd ]; then
  build/tests/bench/solieu_source_bench "$rows"
else
  echo "Not measured: the packages postgresql and mariadb-server are missing." >&2
fi

if [ -x build/tests/office/solieu_office_bench ]; then
  echo
  echo "Inside LibreOffice:"
  build/tests/office/solieu_office_bench
fi

echo
echo "Long tables, rows made up as they are asked for (what the process holds is the engine's), living links included:"
rows_bench=build/tests/bench/solieu_rows_bench
for table in W2.odt W3.ods; do
  for length in 1000 10000 100000 1000000; do
    [ "$table $length" = "W2.odt 1000000" ] || "$rows_bench" warm "tests/bench/$table" "$length" - "$((length > 10000 ? 3 : 10))"
  done
done

peers=$PWD/../shared/bench
[ -d "$peers" ] || exit 0
for tool in node npm python3 g++; do
  command -v "$tool" >/dev/null || { echo "Peers not measured: $tool is missing." >&2; exit 0; }
done
export BENCH_WORK=$PWD/build/bench/peers
mkdir -p "$BENCH_WORK"/{data,logs,tpl}
cp tests/bench/W2.odt "$BENCH_WORK/tpl/solieu_w2.odt"
cp tests/bench/W3.ods "$BENCH_WORK/tpl/solieu_w3.ods"
cp -n "$peers"/tpl/* "$BENCH_WORK/tpl/"
# The data of the peers' benchmark up to 100,000 rows, and a million where `million` was asked for.
[ -f "$BENCH_WORK/data/w3_100000.json" ] || sed 's/,1000000): w(/): w(/' "$peers/gen/make_data.py" | python3 -
[ -z "$million" ] || [ -f "$BENCH_WORK/data/w3_1000000.json" ] || python3 "$peers/gen/make_data.py"
rm -f "$BENCH_WORK/logs/peers.tsv" "$BENCH_WORK/logs/peers_warm.jsonl"
export BENCH_EXTRA="solieu=$PWD/$rows_bench=solieu"
# Node holds 160 MB a worker; whoever takes more than a minute is left out of the longer tables.
workloads=" W1 1$|(carbone|relatorio|docxtemplater|easy-template-x|cpp-floor) W4 1000$|(carbone|relatorio|docxtemplater|docxtpl|cpp-floor|solieu) W[23] (1000|10000)$|(carbone|cpp-floor|solieu) W[23] 100000$"
[ -z "$million" ] || workloads+="|(cpp-floor|solieu) W3 1000000$"
echo
echo "Whole processes, interleaved: name, workload, rows, median seconds, peak MB (solieu W1 and W4: see above, they have a template of their own)"
bash "$peers/run.sh" 3 "$workloads" 60 2>"$BENCH_WORK/logs/stderr" | grep -v '^solieu W1' ||
  { tail -n 3 "$BENCH_WORK/logs/stderr" >&2; exit 0; }
tests/bench/ratios.py "$BENCH_WORK/logs" build/bench/own.jsonl

#!/usr/bin/env bash
# Runs one fuzzer for so many seconds from the committed inputs: run_fuzzer.sh NAME SECONDS [FOLDER]. New inputs that reach
# new code are kept in FOLDER when one is named. An input that breaks it is left in build/fuzz/, its name begins with the fuzzer's.
set -euo pipefail
name=$1 seconds=$2
here=$(dirname "$(readlink -f "$0")")
cd "$here/../.."
program=build/fuzz/tests/fuzz/${name}_fuzz
[ -x "$program" ] || { echo "$program is not built: cmake --preset fuzz && cmake --build build/fuzz --target fuzzers" >&2; exit 1; }
if [ $# -gt 2 ]; then
  found=$3
  mkdir -p "$found"
else
  found=$(mktemp -d)
  trap 'rm -rf "$found"' EXIT
fi
# Without the random placing of memory where that is allowed: the sanitizer's own map may lie in its way on newer systems.
fixed=()
! setarch --addr-no-randomize true 2>/dev/null || fixed=(setarch --addr-no-randomize)
"${fixed[@]}" "$program" -seed=1 -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix="build/fuzz/$name-" "$found" "tests/fuzz/corpus/$name" 2>&1 | grep -vE '^#[0-9]+.*(NEW|REDUCE|pulse)'

#!/usr/bin/env bash
# Makes docs/pictures/ from what ./dev demo left in out/: the pages of the report and of its annex.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f out/BC03.pdf ] || { echo "Run ./dev demo first." >&2; exit 1; }
mkdir -p docs/pictures
for name in BC03 BC03-PL; do
  pdftoppm -r 70 -png "out/$name.pdf" "docs/pictures/$name"
done
ls docs/pictures

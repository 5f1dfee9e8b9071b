#!/usr/bin/env bash
# Makes docs/pictures/: the pages of the report and of its annex, from what ./dev demo left in out/, and LibreOffice's
# windows, from what ./dev gui left in build/pictures/.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f out/BC03.pdf ] || { echo "Run ./dev demo first." >&2; exit 1; }
[ -f build/pictures/new-report-vi-gtk3.png ] || { echo "Run ./dev gui first." >&2; exit 1; }
mkdir -p docs/pictures
for name in BC03 BC03-PL; do
  pdftoppm -r 70 -png "out/$name.pdf" "docs/pictures/$name"
done
window() { convert "build/pictures/$1.png" -strip -colors 128 "PNG8:docs/pictures/$2.png"; }
window new-report-vi-gtk3 new-report-vi
window new-report-en-gen new-report-en
window report-vi-gen report-in-writer-vi
window progress-vi progress-vi
ls docs/pictures

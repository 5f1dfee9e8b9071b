#!/usr/bin/awk -f
# Reads ctest's LastTest.log and prints "N passed, N failed": the cases of each Boost.Test program by its own summary (level
# "short"), and 1 for any other test. A program that failed without saying a failed case (a crash, a limit) counts as 1 failed.
/^[0-9]+\/[0-9]+ Testing: / { inside = 1; told = 0; case_passed = 0; case_failed = 0 }
inside && /^  [0-9]+ test cases? out of [0-9]+ passed/ { case_passed += $1; told = 1 }
inside && /^  [0-9]+ test cases? out of [0-9]+ failed/ { case_failed += $1; told = 1 }
inside && /^Test (Passed|Failed)\.$/ {
  good = ($2 == "Passed.")
  if (!told && good) case_passed = 1
  if (!good && case_failed == 0) case_failed = 1
  passed += case_passed
  failed += case_failed
  inside = 0
}
END {
  if (inside) failed += 1
  printf "%d passed, %d failed\n", passed, failed
  exit failed > 0 || passed == 0
}

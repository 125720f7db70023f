# shellcheck shell=bash
# What test result files (trx) tell at the end of hack/run-tests.

# results FILE...: one line a test: outcome, seconds, project, name, and the first line of its message (why it failed, or was skipped), with tabs between.
results() {
  local file project
  for file in "$@"; do
    [[ -s $file ]] || continue
    project=$(grep -m1 -oE 'codeBase="[^"]*"' "$file" | sed -E 's|.*[/\\]([^/\\]*)\.dll"|\1|')
    awk -v project="$project" '
      function attribute(name) {
        return match($0, " " name "=\"[^\"]*\"") ? plain(substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)) : ""
      }
      function plain(text) {
        gsub(/&#x[0-9A-Fa-f]+;|\t/, " ", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\047", text)
        gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
        return text
      }
      function tell() {
        if (outcome != "") printf "%s\t%.3f\t%s\t%s\t%s\n", outcome, seconds, project, name, message
        outcome = ""
      }
      /<UnitTestResult / {
        tell()
        outcome = attribute("outcome"); name = attribute("testName"); message = ""
        split(attribute("duration"), time, ":"); seconds = time[1] * 3600 + time[2] * 60 + time[3]
      }
      outcome != "" && message == "" && /<Message>/ { message = $0; sub(/.*<Message>/, "", message); sub(/<\/Message>.*/, "", message); message = substr(plain(message), 1, 300) }
      /<\/Results>/ { tell() }
    ' "$file"
  done
}

# Each of these reads what results prints.

# The tests that cost most: slowest N
slowest() {
  sort -t $'\t' -k2,2 -rn | head -n "$1" | awk -F '\t' '{ printf "%8.1f s  %s\n", $2, $4 }'
}

# The same by class, which is what shares a fixture and runs in one row.
slowest_classes() {
  awk -F '\t' '
    { class = $4; sub(/\(.*/, "", class); sub(/\.[^.]*$/, "", class); seconds[class] += $2; tests[class]++ }
    END { for (class in seconds) printf "%.3f\t%d\t%s\n", seconds[class], tests[class], class }
  ' | sort -rn | head -n "$1" | awk -F '\t' '{ printf "%8.1f s  %s (%d tests)\n", $1, $3, $2 }'
}

by_project() {
  awk -F '\t' '
    { seconds[$3] += $2; tests[$3]++; all += $2; n++ }
    END {
      for (project in seconds) printf "%.3f\t%d\t%s\n", seconds[project], tests[project], project
      printf "%.3f\t%d\t%s\n", all, n, "all together"
    }
  ' | sort -rn | awk -F '\t' '{ printf "%8.1f s  %s (%d tests)\n", $1, $3, $2 }'
}

failures() { awk -F '\t' '$1 == "Failed" { print "FAILED: " $4 ": " $5 }'; }

skips() {
  awk -F '\t' '$1 == "NotExecuted" { print "SKIPPED: " $4 ": " ($5 == "" ? "no reason given" : $5) }'
}

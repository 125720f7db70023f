# Words for people: sourced by the scripts in hack/.

# A heading, with the time since the script began.
step() {
  printf '\n== %s (%ss)\n' "$1" "$SECONDS"
}

# Fails with what is missing and what to do.
need() {
  command -v "$1" >/dev/null || {
    echo "$1 is not installed. $2" >&2
    exit 1
  }
}

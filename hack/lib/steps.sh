# shellcheck shell=bash
# What the sources of hack/control-plane share: messages, long steps, downloads
# and tidying up. The caller sets: log, work, advice.

say() { printf 'control-plane: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# Prints this machine's platform as the envtest archives name it.
detect_platform() {
  local os machine
  read -r os machine < <(uname -sm)
  case $machine in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
  esac
  printf '%s-%s\n' "${os,,}" "$machine"
}

job=

# attempt SENTENCE COMMAND...: runs the command with its output in the log and
# says every 20 seconds that it is still at it. It runs in the background so that
# a signal is heeded at once, and in a process group of its own so that clean_up
# can end all of it. It must not hold the lock: it could outlive this script.
attempt() {
  local what=$1 begin=$SECONDS next=20
  shift
  say "$what"
  printf '== %s\n' "$what" >>"$log"
  set -m
  "$@" >>"$log" 2>&1 </dev/null 9>&- &
  job=$!
  set +m
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.1
    if ((SECONDS - begin >= next)); then
      say "$what: $next s so far"
      next=$((next + 20))
    fi
  done
  local status=0
  wait "$job" || status=$?
  job=
  return "$status"
}

# step SENTENCE COMMAND...: an attempt that there is no way around.
step() {
  attempt "$@" && return
  tail -n 20 "$log" >&2
  die "This step failed: $1. The whole log is $log. $advice"
}

clean_up() {
  local status=$?
  trap '' HUP INT TERM
  if [[ -n $job ]]; then
    kill -KILL -- "-$job" 2>/dev/null || true
    wait "$job" 2>/dev/null || true
  fi
  # The last of the killed processes may still have been writing.
  rm -rf "$work" 2>/dev/null || { sleep 1; rm -rf "$work"; }
  exit "$status"
}

# fetch URL FILE: gives up within seconds on a host that does not answer or
# sends next to nothing.
fetch() {
  if command -v curl >/dev/null; then
    curl -fsSL --connect-timeout 10 --speed-limit 10000 --speed-time 15 -o "$2" "$1"
  elif command -v wget >/dev/null; then
    wget -nv --tries=1 --connect-timeout=10 --read-timeout=15 -O "$2" "$1"
  else
    echo "neither curl nor wget is installed"
    return 1
  fi
}

# checksum BITS FILE: prints the SHA-2 checksum of that length.
checksum() {
  local sum
  if command -v "sha$1sum" >/dev/null; then
    sum=$("sha$1sum" "$2")
  else
    sum=$(shasum -a "$1" "$2")
  fi
  printf '%s\n' "${sum%% *}"
}

# shellcheck shell=bash
# What hack/control-plane and hack/tools share: messages, long steps, downloads,
# one run at a time, and tidying up. The caller sets: me, cache, log, work, advice.

say() { printf '%s: %s\n' "$me" "$*" >&2; }

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

# One run at a time fills the cache. Where flock is missing (macOS), runs that
# meet do the work twice, and the first to finish wins.
lock() {
  command -v flock >/dev/null || return 0
  exec 9>"$cache/.lock"
  flock -n 9 && return
  say "another run is filling the cache; waiting for it"
  flock 9
}

# begin_work: an empty log, and a work folder that goes when the script ends.
begin_work() {
  # Under the lock, what an earlier run left behind belongs to nobody.
  if command -v flock >/dev/null; then rm -rf "$cache"/.work.*; fi
  log=$cache/last-run.log
  : >"$log"
  work=$(mktemp -d "$cache/.work.XXXXXX")
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
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

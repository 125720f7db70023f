# shellcheck shell=bash
# The envtest archives that the Kubernetes project publishes for tests. Each is
# held against its checksum in envtest.sha512, on every platform; none comes from
# the network.

readonly envtest_home=https://github.com/kubernetes-sigs/controller-tools/releases/download
readonly envtest_pins=$here/lib/envtest.sha512

# Prints the versions that have a checksum, the newest first.
envtest_versions() { awk '/^[^#]/ { split($2, part, "-"); if (!seen[part[2]]++) print part[2] }' "$envtest_pins"; }

# envtest_choose VERSION: sets envtest_version; VERSION is newest, oldest, or one like 1.36 or v1.36.2.
envtest_choose() {
  local versions version
  mapfile -t versions < <(envtest_versions)
  case $1 in
    newest) envtest_version=${versions[0]} ;;
    oldest) envtest_version=${versions[-1]} ;;
    *.*)
      for version in "${versions[@]}"; do
        [[ $version. != v"${1#v}".* ]] || envtest_version=$version
      done
      ;;
  esac
  [[ -n ${envtest_version:-} ]] ||
    die "CONTROL_PLANE_VERSION is $1; it must be newest, oldest or one of ${versions[*]}."
}

envtest_key() { printf 'envtest-%s-%s\n' "$envtest_version" "$platform"; }

# envtest_fill WORK OUT: leaves OUT empty if the archive cannot be reached. One
# that does not match its checksum ends the run: somebody should look at it.
envtest_fill() {
  local name archive=$1/envtest.tar.gz expected actual
  name=$(envtest_key).tar.gz
  local url=${CONTROL_PLANE_ENVTEST_URL:-$envtest_home/envtest-$envtest_version/$name}
  expected=$(envtest_hash "$name")
  [[ -n $expected ]] || {
    say "hack/lib/envtest.sha512 has no checksum of $name, so it is not used"
    return 0
  }
  envtest_fetch "$url" "$archive" || return 0
  actual=$(checksum 512 "$archive")
  [[ $actual == "$expected" ]] ||
    die "The checksum of $url does not match: expected $expected, got $actual. It is not used."
  step "unpack $name" tar -xzf "$archive" -C "$2" --strip-components=2
}

envtest_fetch() {
  attempt "download $1" fetch "$1" "$2" && return
  say "it cannot be had: $(tail -n 1 "$log")"
  return 1
}

# envtest_hash NAME: prints the SHA-512 that the archive must have, or nothing.
envtest_hash() { awk -v name="$1" '$2 == name { print $1 }' "$envtest_pins"; }

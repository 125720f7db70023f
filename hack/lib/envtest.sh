# shellcheck shell=bash
# The envtest archive that the Kubernetes project publishes for tests.

readonly envtest_version=v1.34.1
readonly envtest_linux_amd64_sha256=c8500090806ed5ce4064eeeb2a5666476a5168c1f4ff0eadd54fe59b22c4baa7
readonly envtest_home=https://github.com/kubernetes-sigs/controller-tools/releases/download
readonly envtest_index=https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml

envtest_key() { printf 'envtest-%s-%s\n' "$envtest_version" "$platform"; }

# envtest_fill WORK OUT: leaves OUT empty if the archive cannot be reached. One
# that does not match its checksum ends the run: somebody should look at it.
envtest_fill() {
  local name archive=$1/envtest.tar.gz bits=256 expected=$envtest_linux_amd64_sha256 actual
  name=$(envtest_key).tar.gz
  local url=${CONTROL_PLANE_ENVTEST_URL:-$envtest_home/envtest-$envtest_version/$name}

  if [[ $platform != linux-amd64 ]]; then
    envtest_fetch "${CONTROL_PLANE_ENVTEST_INDEX_URL:-$envtest_index}" "$1/index.yaml" || return 0
    bits=512
    expected=$(envtest_hash "$name" <"$1/index.yaml")
    [[ -n $expected ]] || die "No checksum of $name is published, so it is not used. $advice"
  fi

  envtest_fetch "$url" "$archive" || return 0
  actual=$(checksum "$bits" "$archive")
  [[ $actual == "$expected" ]] ||
    die "The checksum of $url does not match: expected $expected, got $actual. It is not used."
  step "unpack $name" tar -xzf "$archive" -C "$2" --strip-components=2
}

envtest_fetch() {
  attempt "download $1" fetch "$1" "$2" && return
  say "it cannot be had: $(tail -n 1 "$log")"
  return 1
}

# envtest_hash NAME: prints the SHA-512 that the index on stdin gives for it.
envtest_hash() {
  awk -v name="$1:" '
    $1 == name { found = 1; next }
    found && $1 == "hash:" { print $2; exit }
    found && /tar\.gz:/ { exit }'
}

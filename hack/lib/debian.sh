# shellcheck shell=bash
# A control plane from Debian 12: etcd and kubectl from its packages, and
# kube-apiserver, of which Debian has no package, built from its source package.
# Uses hack/lib/apt.sh.

# The newest Go that Debian 12 has is also the one that it builds Kubernetes with.
readonly debian_go=golang-1.19
readonly debian_reflect2=golang-github-modern-go-reflect2-dev

debian_key() { printf 'debian-%s-%s\n' "$debian_release" "$platform"; }

# debian_fill WORK OUT: leaves OUT empty where this way is not open.
debian_fill() {
  local work=$1 out=$2 tools=$1/tools packages=() dsc
  if [[ $platform != linux-* ]] || ! command -v apt-get >/dev/null; then
    say "this is not Debian, so nothing can be built from its packages"
    return 0
  fi
  [[ $work != *[[:space:]]* ]] ||
    die "Kubernetes cannot be built below $work, since there is a space in it; set XDG_CACHE_HOME to another folder."

  say "build the control plane from Debian's packages: about five minutes on two idle cores, once"
  mkdir -p "$work"/{debs,source,bin}
  debian_prepare || {
    say "apt is not configured with a mirror of Debian"
    return 0
  }

  step "read the package lists of Debian" debian_apt update
  packages=(etcd-server kubernetes-client "$debian_go-go" "$debian_go-src" "$debian_reflect2")
  # Small tools that a slim system may lack.
  command -v make >/dev/null || packages+=(make)
  command -v patch >/dev/null || packages+=(patch)
  command -v xz >/dev/null || packages+=(xz-utils)
  cd "$work/debs"
  step "download ${packages[*]}" debian_apt download "${packages[@]}"
  step "download the source of Kubernetes" debian_apt source --download-only kubernetes
  step "unpack the packages" debian_unpack "$tools" "$work"/debs/*.deb
  cp "$tools/usr/bin/etcd" "$tools/usr/bin/kubectl" "$out"
  debian_rsync >"$work/bin/rsync"
  chmod +x "$work/bin/rsync"
  step "unpack the source of Kubernetes" debian_unpack_source
  step "compile kube-apiserver" debian_compile
  cp "$work/source/_output/local/bin/linux/${platform#linux-}/kube-apiserver" "$out"
  cd /
}

# Kubernetes' build copies its results with rsync -pc; cp does as well, so rsync
# and its libraries need not be had.
debian_rsync() {
  cat <<'SHIM'
#!/bin/sh
for last; do :; done
exec cp -p "$2" "$last"
SHIM
}

# What dpkg-source would do, without the need for it; apt has verified the files.
debian_unpack_source() {
  local patch
  export PATH=$tools/usr/bin:$PATH
  cd "$work/source" &&
    tar -xzf "$work"/debs/kubernetes_*.orig.tar.gz --strip-components=1 &&
    tar -xJf "$work"/debs/kubernetes_*.debian.tar.xz || return 1
  while read -r patch; do
    patch -p1 <"debian/patches/$patch" || return 1
  done <debian/patches/series
  debian_renew_reflect2 && mkdir -p .go/src/k8s.io && ln -s "$work/source" .go/src/k8s.io/kubernetes
}

# Kubernetes 1.20 carries a reflect2 that calls inside Go's runtime as it was
# before Go 1.18. With a newer Go it compiles, and kube-apiserver then crashes on
# the first custom resource. Debian's own package of it knows both.
debian_renew_reflect2() {
  local path=github.com/modern-go/reflect2
  rm vendor/$path/*.go && cp "$tools/usr/share/gocode/src/$path"/*.go vendor/$path
}

# Compiles in an environment that nothing of the caller's leaks into, such as the
# flags of a make around this script.
debian_compile() {
  local goroot=$tools/usr/lib/${debian_go/golang/go}
  cd "$work/source/.go/src/k8s.io/kubernetes" &&
    env -i LC_ALL=C HOME="$work" TMPDIR="$work" \
      PATH="$work/bin:$goroot/bin:$tools/usr/bin:$PATH" \
      GOROOT="$goroot" GOPATH="$work/source/.go" GO111MODULE=off CGO_ENABLED=0 \
      make WHAT=cmd/kube-apiserver
}

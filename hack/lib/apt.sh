# shellcheck shell=bash
# Packages of Debian 12, fetched with an apt configuration of its own, so that it
# works on other releases of Debian, needs no root and leaves the system as it is.
# apt still verifies every package through the signature of the archive. The
# caller sets: work.

readonly debian_release=bookworm

# Makes the configuration, which knows of no package; fails where apt has no mirror of Debian.
debian_prepare() {
  mkdir -p "$work"/apt/{parts,lists/partial,cache/archives/partial}
  : >"$work/apt/status"
  debian_sources >"$work/apt/sources.list"
  [[ -s $work/apt/sources.list ]]
}

# Knows nothing of what the system has installed, pinned or made its default
# release, all of which could keep apt from this release's packages.
debian_apt() {
  apt-get -q \
    -o Dir::State::status="$work/apt/status" \
    -o Dir::Etc::Preferences=/dev/null \
    -o Dir::Etc::PreferencesParts="$work/apt/parts" \
    -o APT::Default-Release= \
    -o Dir::Etc::SourceList="$work/apt/sources.list" \
    -o Dir::Etc::SourceParts="$work/apt/parts" \
    -o Dir::State::Lists="$work/apt/lists" \
    -o Dir::Cache="$work/apt/cache" \
    -o APT::Sandbox::User= \
    -o APT::Update::Error-Mode=any \
    -o Acquire::Languages=none \
    -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=15 \
    -o Acquire::https::Timeout=15 \
    "$@"
}

# Prints a sources.list for the release wanted here, at the mirrors that the
# system uses for Debian itself. apt tells them, whatever format its files have.
# Only the keys of Debian's own archive are trusted, where they are installed.
debian_sources() {
  local component uri key options='' seen=' ' suite
  for key in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
    [[ ! -f $key ]] || options="[signed-by=$key] "
  done
  apt-get indextargets --no-release-info -o APT::Get::IndexTargets::OnlyPresent=false \
    --format '$(COMPONENT) $(REPO_URI)' 'Created-By: Packages' | sort -u |
    while read -r component uri; do
      # Third parties publish for Debian too; a mirror of Debian itself is known by
      # its path. A list of mirrors (mirror+file:) is named after it likewise.
      case $component:${uri%/} in
        main:*/debian | main:*/debian.list) suite=$debian_release ;;
        main:*/debian-security | main:*/debian-security.list) suite=$debian_release-security ;;
        *) continue ;;
      esac
      [[ $seen != *" $suite "* ]] || continue
      seen+="$suite "
      printf '%s %s%s %s main\n' deb "$options" "$uri" "$suite" deb-src "$options" "$uri" "$suite"
    done
}

# debian_unpack FOLDER PACKAGE-FILE...
debian_unpack() {
  local folder=$1 deb
  shift
  mkdir -p "$folder"
  for deb in "$@"; do
    dpkg -x "$deb" "$folder" || return 1
  done
}

# debian_tree FOLDER PACKAGE: unpacks the package and all that it depends on into
# the folder, but for what every system has and for what runs only at installation.
debian_tree() {
  local archives=$work/apt/cache/archives
  rm -f "$archives"/*.deb
  debian_assume libc6 debconf dpkg perl tar media-types x11-utils xdg-utils
  debian_apt install --yes --no-install-recommends --download-only "$2" || return 1
  : >"$work/apt/status"
  debian_unpack "$1" "$archives"/*.deb || return 1
  rm -rf "$1"/usr/share/{doc,lintian,locale,man}
}

# debian_assume PACKAGE...: has apt take these for installed.
debian_assume() {
  printf 'Package: %s\nStatus: install ok installed\nArchitecture: '"$(dpkg --print-architecture)"'\nMulti-Arch: allowed\nVersion: 999\n\n' "$@" >"$work/apt/status"
}

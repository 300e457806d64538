#!/usr/bin/env bash
# Prints the packages of Directory.Packages.props for which the registry has a newer version; ends with 1 where there is one.
#
#   tests/outdated.sh
#
# Packages that count with .NET stay within their major version: the next one is made for the next .NET.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

readonly of_dotnet='^Microsoft\.(Data\.Sqlite|EntityFrameworkCore|AspNetCore)(\.|$)'

# Name, version here, newest version. Further words go to dotnet.
behind() {
  local said
  said=$(DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 dotnet list BackendLabs.sln package --outdated "$@" 2>&1) || {
    printf '%s\n' "$said" >&2
    echo "outdated.sh: dotnet could not ask the registry. Is there a network, and does the solution restore?" >&2
    exit 2
  }
  awk '$1 == ">" && $(NF) ~ /^[0-9]/ && $(NF - 1) != $NF { print $2, $(NF - 1), $NF }' <<<"$said" | sort -u
}

all=$(behind) || exit 2
minor=$(behind --highest-minor) || exit 2
old=$({ grep -vE "$of_dotnet" <<<"$all"; grep -E "$of_dotnet" <<<"$minor"; } | sed '/^$/d' | sort -u)
if [[ -z $old ]]; then
  echo "Every package is at the newest version that fits."
  exit 0
fi
printf '%s\n' "$old" | while read -r name here newest; do printf '%-45s %s -> %s\n' "$name" "$here" "$newest"; done
exit 1

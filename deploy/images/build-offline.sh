#!/usr/bin/env bash
# Makes the images of docker-compose.yml without a registry, from the programs that are installed on this machine and the
# published application. A running Docker Engine is all that it needs beside what BackendLabs itself needs.
#
#   deploy/images/build-offline.sh                  all four: web, grader, and stand-ins for postgres and redis
#   deploy/images/build-offline.sh --tag NAME       instead of the tag that docker-compose.yml names
#   deploy/images/build-offline.sh web grader       only these
#
# An image holds programs, the libraries that the loader finds for them, .NET's runtime, the publish and the labs: no
# package manager, no SDK. The same files give the same bytes. An image that is there already from these is kept.
set -euo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly DOCKERFILE=deploy/images/Dockerfile
tag='' names=()
while (($# > 0)); do
  case $1 in
    --tag) tag=${2:?--tag needs a name}; shift 2 ;;
    web | grader | postgres | redis) names+=("$1"); shift ;;
    *) echo "build-offline.sh: '$1' is not known. Usage: build-offline.sh [--tag NAME] [web] [grader] [postgres] [redis]" >&2; exit 2 ;;
  esac
done
if ((${#names[@]} == 0)); then names=(web grader postgres redis); fi
if [[ -z $tag ]]; then tag=$(sed -n 's/.*image: backendlabs\/web:${BACKENDLABS_TAG:-\(.*\)}.*/\1/p' docker-compose.yml); fi
readonly tag

die() { echo "build-offline.sh: $1" >&2; exit 3; }

work=$(mktemp -d "${TMPDIR:-/tmp}/backendlabs-images.XXXXXX")
trap 'rm -rf "$work"' EXIT

# ---- Files of this machine ----------------------------------------------------------------------

# $1: the image's root. Merged folders, as on Debian and Ubuntu.
begin_root() {
  mkdir -p "$1"/{dev,etc,home/backendlabs,opt,proc,run,sys,tmp,usr/bin,usr/sbin,usr/lib,usr/lib64,usr/share,var/tmp}
  ln -s usr/bin usr/sbin usr/lib usr/lib64 "$1"
  chmod 1777 "$1/tmp" "$1/var/tmp"
  printf 'root:x:0:0::/:/bin/sh\npostgres:x:999:999::/:/bin/sh\nbackendlabs:x:10001:10001::/home/backendlabs:/bin/sh\n' >"$1/etc/passwd"
  printf 'root:x:0:\npostgres:x:999:\nbackendlabs:x:10001:\n' >"$1/etc/group"
  echo 'hosts: files dns' >"$1/etc/nsswitch.conf"
}

# One file under its own name, whatever links lead to it here. $1: the root, $2: the path.
put() {
  local folder to
  folder=$(realpath "$(dirname "$2")")
  to=$1$folder/${2##*/}
  mkdir -p "${to%/*}"
  if ! [[ -e $to ]]; then cp -L --preserve=mode "$2" "$to"; fi
}

# $1: the root; then folders, which keep their links.
put_folders() {
  local root=$1 folder
  for folder in "${@:2}"; do
    mkdir -p "$root${folder%/*}"
    cp -R --preserve=mode,links "$folder" "$root${folder%/*}/"
  done
}

# $1: the root; then programs, by name or path.
put_programs() {
  local root=$1 program path
  for program in "${@:2}"; do
    path=$(PATH=$PATH:/usr/sbin:/sbin type -P "$program") || die "$program is not installed. ./lab up -y and ./test.sh install what BackendLabs needs."
    put "$root" "$path"
  done
}

# Libraries that programs open by name, as the loader finds them. $1: the root; then patterns of names.
put_libraries() {
  local root=$1 pattern found
  for pattern in "${@:2}"; do
    found=$(compgen -G "/usr/lib/*-linux-gnu/$pattern" || compgen -G "/usr/lib64/$pattern" || compgen -G "/usr/lib/$pattern") || die "The library $pattern is not installed."
    while IFS= read -r path; do put "$root" "$path"; done <<<"$found"
  done
}

# All that the loader needs for what lies in the root: programs and libraries alike. $1: the root.
put_needed() {
  local path
  while IFS= read -r path; do put "$1" "$path"; done < <(
    find "$1" -type f \( -perm -u+x -o -name '*.so' -o -name '*.so.*' \) -exec ldd '{}' + 2>/dev/null |
      awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }' | grep -v "^$1" | sort -u)
}

put_dotnet() {
  local home version
  home=$(dirname "$(realpath "$(type -P "${DOTNET_ROOT:-/nowhere}/dotnet" || type -P dotnet || echo "${HOME:-}/.dotnet/dotnet")")")
  version=$(basename "$(ls -d "$home"/shared/Microsoft.AspNetCore.App/10.* | sort -V | tail -n 1)")
  [[ -d $home/shared/Microsoft.NETCore.App/$version ]] || die "The runtimes of .NET and of ASP.NET Core in $home are of different versions."
  mkdir -p "$1/usr/share/dotnet/shared"/{Microsoft.NETCore.App,Microsoft.AspNetCore.App} "$1/usr/share/dotnet/host/fxr"
  cp "$home/dotnet" "$1/usr/share/dotnet/"
  cp -R "$home/shared/Microsoft.NETCore.App/$version" "$1/usr/share/dotnet/shared/Microsoft.NETCore.App/"
  cp -R "$home/shared/Microsoft.AspNetCore.App/$version" "$1/usr/share/dotnet/shared/Microsoft.AspNetCore.App/"
  cp -R "$(ls -d "$home"/host/fxr/10.* | sort -V | tail -n 1)" "$1/usr/share/dotnet/host/fxr/"
  ln -s ../share/dotnet/dotnet "$1/usr/bin/dotnet"
}

# ---- The images ---------------------------------------------------------------------------------

fill_web() {
  put_programs "$1" sh bash ls bwrap prlimit setpriv
  put_dotnet "$1"
  put_libraries "$1" 'libicuuc.so.*' 'libicui18n.so.*' 'libssl.so.3' 'libcrypto.so.3' 'libseccomp.so.2' 'libgssapi_krb5.so.2'
  put_folders "$1" /usr/share/zoneinfo
  if [[ -f /etc/ssl/certs/ca-certificates.crt ]]; then put "$1" /etc/ssl/certs/ca-certificates.crt; fi
  mkdir -p "$1/opt/backendlabs/app"
  cp -R "$app"/{cli,compiler,host,judge,web} "$1/opt/backendlabs/app/"
  cp -R labs "$1/opt/backendlabs/labs"
}

fill_grader() {
  fill_web "$1"
  put_programs "$1" redis-server mariadbd
  put_folders "$1" "$(ls -d /usr/share/mariadb /usr/share/mysql 2>/dev/null | tail -n 1)"
  fill_postgres_programs "$1" postgres initdb
}

fill_postgres() {
  put_programs "$1" sh
  fill_postgres_programs "$1" postgres initdb pg_isready pg_dump pg_restore psql
  ln -s "../lib/postgresql/${home##*/}"/bin/{pg_isready,pg_dump,pg_restore,psql} "$1/usr/bin/"
  put_folders "$1" /usr/share/zoneinfo
  install -D -m 755 deploy/images/postgres-stand-in.sh "$1/usr/bin/postgres-stand-in"
  mkdir -p "$1/var/lib/postgresql/data" "$1/var/run/postgresql"
}

fill_redis() { put_programs "$1" redis-server redis-cli; }

# The server of the newest version without its compiler of queries (LLVM, larger than all the rest together), which it
# only opens for long ones. $1: the root; then programs.
fill_postgres_programs() {
  local bin program
  bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1) || die "postgresql is not installed."
  home=${bin%/bin}
  for program in "${@:2}"; do put "$1" "$bin/$program"; done
  mkdir -p "$1$home/lib"
  find "$home/lib" -maxdepth 1 -name '*.so' ! -name 'llvmjit*' -exec cp --preserve=mode '{}' "$1$home/lib/" \;
  put_folders "$1" "/usr/share/postgresql/${home##*/}"
}

# What the Dockerfile says of a stage besides its files; the stage's own lines come after those that it builds upon.
changes() {
  case $1 in
    web | grader) awk -v stage="$1" '
      $1 == "FROM" { of = $4 }
      (of == "web" || of == stage) && $1 ~ /^(ENV|USER|WORKDIR|ENTRYPOINT|CMD)$/' "$DOCKERFILE" ;;
    postgres) printf '%s\n' 'ENV PGDATA=/var/lib/postgresql/data' 'USER 999:999' 'ENTRYPOINT ["postgres-stand-in"]' 'CMD ["postgres"]' ;;
    redis) printf '%s\n' 'USER 999:999' 'CMD ["redis-server"]' ;;
  esac
  echo 'ENV PATH=/usr/bin:/usr/sbin'
}

# Owners, order and times are always the same, so the bytes change only with the files. The state of a database is its
# own account's. $1: the root.
pack() {
  tar --create --directory "$1" --sort=name --mtime=@0 --numeric-owner --owner=0 --group=0 --format=gnu \
    --exclude=./home/backendlabs --exclude=./var/lib/postgresql --exclude=./usr/share/locale --exclude=./usr/share/man --file "$1.tar" .
  local folder
  for folder in home/backendlabs:10001 var/lib/postgresql:999; do
    if [[ -d $1/${folder%:*} ]]; then
      tar --append --directory "$1" --sort=name --mtime=@0 --numeric-owner --owner="${folder#*:}" --group="${folder#*:}" --format=gnu --file "$1.tar" "./${folder%:*}"
    fi
  done
}

build() {
  local root=$work/$1 digest line arguments=() image
  case $1 in
    web | grader) image=backendlabs/$1:$tag ;;
    *) image=backendlabs/$1-offline:$tag ;;
  esac
  begin_root "$root"
  "fill_$1" "$root"
  put_needed "$root"
  put_needed "$root"   # what those libraries need themselves
  chmod -R a+rX,go-w,u+w "$root"
  chmod 1777 "$root/tmp" "$root/var/tmp"
  pack "$root"
  while IFS= read -r line; do arguments+=(--change "$line"); done < <(changes "$1")
  digest=$({ cat "$root.tar"; printf '%s\n' "${arguments[@]}"; } | sha256sum | cut -c 1-64)
  if [[ $(docker image inspect --format '{{index .Config.Labels "backendlabs.files"}}' "$image" 2>/dev/null) != "$digest" ]]; then
    docker import "${arguments[@]}" --change "LABEL backendlabs.files=$digest" "$root.tar" "$image" >/dev/null
  fi
  rm -rf "$root" "$root.tar"
  printf '%s  %s\n' "$image" "$(docker image inspect --format '{{.Size}}' "$image" | awk '{ printf "%d MB", $1 / 1e6 }')"
}

docker version --format '{{.Server.Version}}' >/dev/null 2>&1 || die "No Docker Engine answers."
for name in "${names[@]}"; do
  if [[ -z ${app:-} && ($name == web || $name == grader) ]]; then app=${BACKENDLABS_APP:-$(./lab --app)}; fi
  build "$name"
done

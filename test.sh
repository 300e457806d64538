#!/usr/bin/env bash
# Builds everything, runs all tests, and ends with one line: 'N passed, N failed, N skipped'.
#
#   ./test.sh           all tests; some 35 minutes on two cores
#   ./test.sh --full    with many seeds, repeats and load (BACKENDLABS_FULL=1)
#
# Installs what is missing (apt-get, as root or through sudo without a password) and starts a Docker Engine of its own
# where none answers. Whatever it starts, it ends. CI=true makes a test fail that would be skipped for a missing part.
set -uo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

case ${1:-} in
  '') ;;
  --full) export BACKENDLABS_FULL=1 ;;
  *) echo "test.sh: '$1' is not known. Usage: ./test.sh [--full]" >&2; exit 2 ;;
esac

# Whoever starts us in the background ignores Ctrl+C for us and all below, and some tests press it.
if (((0x$(awk '/^SigIgn:/ { print $2 }' "/proc/$$/status") & 2) != 0)) && env --default-signal=INT true 2>/dev/null; then
  exec env --default-signal=INT "${BASH_SOURCE[0]}" "$@"
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
exec </dev/null

# A test that never ends must not keep the rest, nor whoever waits for the last line.
HANGS_AFTER=8m PATIENCE=30m
if [[ -n ${BACKENDLABS_FULL:-} ]]; then HANGS_AFTER=100m PATIENCE=6h; fi

passed=0 failed=0 skipped=0 group='' engine='' installing='' publishing='' formatting=''
temp=$(mktemp -d "${TMPDIR:-/tmp}/backendlabs-test.XXXXXX") || exit 1
if ((EUID == 0)); then root=(); elif sudo -n true 2>/dev/null; then root=(sudo -n); else root=(false); fi

# What the browser tests saw; the last run's, for people to look at.
export BACKENDLABS_SCREENS=${XDG_CACHE_HOME:-${HOME:-$temp}/.cache}/backendlabs/screens
rm -rf "$BACKENDLABS_SCREENS"
# When each test began and ended.
export BACKENDLABS_TEST_LOG=$temp/times
mkdir "$BACKENDLABS_TEST_LOG"

step() { printf '== %d:%02d %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"; }
fail() { failed=$((failed + 1)); printf 'FAILED: %s\n' "$*"; }

clean_up() {
  if [[ -n $installing ]]; then wait "$installing"; fi   # a package half installed would be in everybody's way
  local going
  for going in $group $publishing $formatting; do kill -- "-$going" 2>/dev/null; done
  stop_engine
  rm -f "${TMPDIR:-/tmp}/backendlabs-test-$$"   # the compiler's socket
  rm -rf "$temp" 2>/dev/null || "${root[@]}" rm -rf "$temp"
}

finish() {
  local slowest
  slowest=$(slowest_tests)
  clean_up
  trap - EXIT
  if [[ -n $slowest ]]; then printf 'The slowest tests:\n%s\n' "$slowest"; fi
  if compgen -G "$BACKENDLABS_SCREENS/*.png" >/dev/null; then echo "Screenshots of each page: $BACKENDLABS_SCREENS"; fi
  if ((passed + failed == 0)); then failed=1; fi
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  exit $((failed > 0))
}

# In a process group of its own, so that all it leaves running (a compiler server) ends with it.
in_group() {
  begin_group "$@"
  group=$!
  wait "$group"
  local status=$?
  kill -- "-$group" 2>/dev/null
  group=''
  return $status
}

begin_group() {
  set -m
  "$@" &
  set +m
}

# ---- What the tests need ------------------------------------------------------------------------

missing_packages() {
  type -P redis-server >/dev/null || echo redis-server
  type -P bwrap >/dev/null || echo bubblewrap
  compgen -G '/usr/lib*/*/libseccomp.so.2' >/dev/null || compgen -G '/usr/lib*/libseccomp.so.2' >/dev/null || echo libseccomp2
  compgen -G '/usr/lib*/*/libicuuc.so.*' >/dev/null || compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null || echo '^libicu[0-9]+$'   # its version is in its name
  [[ -e /usr/share/zoneinfo/Europe/London ]] || echo tzdata
  type -P dockerd /usr/sbin/dockerd >/dev/null || echo docker.io
  type -P docker >/dev/null || ! apt-cache show docker-cli >/dev/null 2>&1 || echo docker-cli
  type -P busybox >/dev/null || echo busybox-static
  type -P ip /usr/sbin/ip >/dev/null || echo iproute2
  type -P setpriv >/dev/null || echo util-linux
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql
  type -P mariadbd /usr/sbin/mariadbd >/dev/null || echo mariadb-server
  type -P zsh >/dev/null || echo zsh     # the completion scripts are tried in their own shells
  type -P fish >/dev/null || echo fish
  type -P chromium >/dev/null || type -P chromium-browser >/dev/null || echo chromium
}

install_missing() {
  local packages
  packages=$(missing_packages | xargs)
  if [[ -z $packages ]]; then return; fi
  if [[ ${root[*]} == false ]] || ! type -P apt-get >/dev/null; then
    echo "Missing, and not to be installed from here: as root, apt-get install $packages"
    return
  fi
  step "Installing $packages"
  # shellcheck disable=SC2086 # one word a package
  { "${root[@]}" apt-get -qq update &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
      -o DPkg::Lock::Timeout=300 install $packages; } >"$temp/apt.log" 2>&1 ||
    { tail -n 20 "$temp/apt.log"; echo "apt-get could not install all of: $packages"; }
  if [[ " $packages " == *' postgresql '* ]]; then stop_new_clusters; fi
}

# Root installs while the publish goes on: one waits for the network, the other for the processor.
begin_installing() {
  if ((EUID == 0)); then
    install_missing &
    installing=$!
  else
    install_missing
    join_docker_group
  fi
}

finish_installing() {
  if [[ -z $installing ]]; then return; fi
  wait "$installing"
  installing=''
}

# Debian's package makes a server of its own and starts it; the tests start theirs.
stop_new_clusters() {
  type -P pg_lsclusters >/dev/null || return
  pg_lsclusters --no-header | while read -r version name _ status _; do
    if [[ $status == online* ]]; then "${root[@]}" pg_ctlcluster "$version" "$name" stop; fi
  done
}

engine_answers() { timeout 5 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# An engine that runs for root alone (apt has just installed it): go on with the group that may speak to it, as a new
# login would. A second engine beside it would flush its firewall chains.
join_docker_group() {
  if engine_answers || [[ ${root[*]} != 'sudo -n' || " $(id -Gn) " == *' docker '* ]]; then return; fi
  if ! sudo -n timeout 5 docker version >/dev/null 2>&1 || ! getent group docker >/dev/null; then return; fi
  rm -rf "$temp"
  exec sudo -n setpriv --reuid "$(id -u)" --regid "$(id -g)" --groups "$(id -G | tr ' ' ,),$(getent group docker | cut -d: -f3)" \
    env -u SUDO_UID -u SUDO_GID -u SUDO_USER -u SUDO_COMMAND HOME="$HOME" PATH="$PATH" CI="${CI:-}" DOTNET_ROOT="${DOTNET_ROOT:-}" \
    "$PWD/test.sh" ${BACKENDLABS_FULL:+--full}
}

start_engine() {
  if engine_answers; then return; fi
  local dockerd socket=$temp/docker/engine.sock
  dockerd=$(type -P dockerd || type -P /usr/sbin/dockerd)
  if [[ -z $dockerd || ${root[*]} == false ]]; then
    echo "No Docker Engine answers, and none can be started from here (docker.io and root are needed)."
    return
  fi
  step "Starting a Docker Engine"
  mkdir -p "$temp/docker"
  bridge_was_there=$(ls -d /sys/class/net/docker0 2>/dev/null)
  set -m   # Ctrl+C is ours to handle: the engine ends after the tests
  "${root[@]}" "$dockerd" --host "unix://$socket" --group "$(id -g)" --pidfile "$temp/docker/pid" \
    --data-root "$temp/docker/data" --exec-root "$temp/docker/exec" >"$temp/dockerd.log" 2>&1 &
  engine=$!
  set +m
  export DOCKER_HOST=unix://$socket
  for ((tries = 0; tries < 150; tries++)); do
    if engine_answers; then return; fi
    if ! kill -0 "$engine" 2>/dev/null; then break; fi
    sleep 0.2
  done
  echo "The Docker Engine did not start. Its last words:"
  tail -n 15 "$temp/dockerd.log"
  stop_engine
  unset DOCKER_HOST
}

stop_engine() {
  if [[ -z $engine ]]; then return; fi
  timeout 60 docker ps -aq 2>/dev/null | timeout 60 xargs -r docker rm -f >/dev/null 2>&1   # all of them: the engine is ours
  "${root[@]}" kill "$(cat "$temp/docker/pid" 2>/dev/null || echo "$engine")" 2>/dev/null
  for ((tries = 0; tries < 100; tries++)); do
    if ! [[ -d /proc/$engine ]]; then break; fi
    sleep 0.2
  done
  if [[ -d /proc/$engine ]]; then "${root[@]}" kill -KILL "$(cat "$temp/docker/pid")" 2>/dev/null; fi
  wait "$engine" 2>/dev/null
  engine=''
  awk -v under="$temp/docker/" 'index($2, under) == 1 { print $2 }' /proc/mounts | sort -r |
    xargs -r "${root[@]}" umount 2>/dev/null
  "${root[@]}" rm -rf "$temp/docker"
  if [[ -z $bridge_was_there ]]; then "${root[@]}" ip link delete docker0 2>/dev/null; fi
}

# ---- The steps ----------------------------------------------------------------------------------

# The SDK that the launcher finds.
find_sdk() {
  if [[ -x ${DOTNET_ROOT:-}/dotnet ]]; then PATH=$DOTNET_ROOT:$PATH; fi
  type -P dotnet >/dev/null || PATH=$PATH:${HOME:-}/.dotnet
}

# Beside the build: each waits for the disk where the other computes.
begin_publishing() {
  step "Publishing and building"
  begin_group timeout "$PATIENCE" ./lab --app >"$temp/app" 2>"$temp/publish.log"
  publishing=$!
}

finish_publishing() {
  wait "$publishing" || { cat "$temp/publish.log"; fail "the publish"; return 1; }
  kill -- "-$publishing" 2>/dev/null
  publishing=''
  BACKENDLABS_APP=$(<"$temp/app") BACKENDLABS_ROOT=$PWD
  export BACKENDLABS_APP BACKENDLABS_ROOT
  ./lab --version >/dev/null || { fail "lab --version"; return 1; }
}

build() {
  if ! in_group timeout "$PATIENCE" dotnet build BackendLabs.sln -nologo -verbosity:quiet \
    -p:UseSharedCompilation=true -p:SharedCompilationId="backendlabs-test-$$" \
    >"$temp/build.log" 2>&1; then
    sed -n 's/ \[[^]]*\]$//; /[: ]error [A-Za-z]*[0-9]*:/p' "$temp/build.log" | sort -u | grep . || tail -n 30 "$temp/build.log"
    fail "the build"
    return 1
  fi
}

# Layout and the order of usings. The rest of 'dotnet format' is analysers, which the build has just run as errors;
# running them once more takes over a minute, so only --full does.
begin_checking_format() {
  begin_group format_is_clean >"$temp/format.log" 2>&1
  formatting=$!
}

finish_checking_format() {
  if wait "$formatting"; then
    passed=$((passed + 1))
  else
    sed 's/ *\[[^]]*\]$//' "$temp/format.log" | head -n 40
    fail "the format; 'dotnet format' mends it"
  fi
  kill -- "-$formatting" 2>/dev/null
  formatting=''
}

format_is_clean() {
  if [[ -n ${BACKENDLABS_FULL:-} ]]; then
    timeout "$PATIENCE" dotnet format BackendLabs.sln --no-restore --verify-no-changes
  else
    timeout "$PATIENCE" dotnet format whitespace . --folder --verify-no-changes &&
      timeout "$PATIENCE" dotnet format style BackendLabs.sln --no-restore --diagnostics IDE0055 --verify-no-changes
  fi
}

# Tests that measure, or run many processes at once, have the machine for themselves, one project after the other; of those
# that mostly wait two at a time, and beside them those of the compiler, which compute and measure nothing.
run_tests() {
  step "Testing"
  local project name waiting=() computing=()
  for project in tests/*.Tests; do
    name=${project##*/}
    case $name in
      *.Compiler.* | *.Judge.* | *.Labs.* | *.Grader.* | *.Sessions.* | *.SnippetHost.* | *.Store.* | *.Architecture.*) waiting+=("$project/bin/Debug/net10.0/$name.dll") ;;
      *) computing+=("$project/bin/Debug/net10.0/$name.dll") ;;
    esac
  done
  local status=0 before=$failed
  test_projects 2 "${waiting[@]}" || status=$?
  for project in "${computing[@]}"; do
    test_projects 1 "$project" || status=$?
  done
  repeat_failures
  count_results
  for project in tests/*.Tests/*.csproj; do
    if ! grep -qiF "/$(basename "$project" .csproj).dll\"" "$temp"/results/*.trx 2>/dev/null; then
      fail "$(basename "$project" .csproj) gave no results"
    fi
  done
  report_aborted
  if ((status != 0 && failed == before)) && ! [[ -s $temp/repeated ]]; then
    tail -n 30 "$temp"/test.*.log
    fail "dotnet test ended with $status"
  fi
}

# $1: how many at a time; then their libraries. What comes of each is printed when all of them are done. A test that
# neither ends nor lets another end is killed with its project, and named.
test_projects() {
  local log=$temp/test.${2##*/}.log status=0
  in_group timeout --kill-after=30 "$PATIENCE" dotnet test "${@:2}" --logger trx --logger 'console;verbosity=minimal' \
    --results-directory "$temp/results" --blame-hang-timeout "$HANGS_AFTER" --blame-hang-dump-type none \
    -- "RunConfiguration.MaxCpuCount=$1" >"$log" 2>&1 || status=$?
  grep -E '^(Passed|Failed|Skipped)! ' "$log"
  if ((status == 124)); then
    fail "the tests of ${2##*/} did not end within $PATIENCE; under way were:"
    tests_under_way "$BACKENDLABS_TEST_LOG/$(basename "$2" .dll).log"
  fi
  return $status
}

# Of a library that was ended: how many tests had ended by then, and which had not, with how long each had taken.
tests_under_way() {
  awk -F '\t' -v now="$(date +%s)" '
    $2 == "begin" { began[$3] = $1; name[$3] = $4 }
    $2 == "end" { delete began[$3]; ended++ }
    END { for (id in began) printf "  %s, since %d s\n", name[id], now - began[id]; printf "  %d tests had ended.\n", ended }' "$1" 2>/dev/null
}

slowest_tests() {
  awk -F '\t' '
    $2 == "begin" { began[$3] = $1 }
    $2 == "end" { printf "%7.1f s  %s\n", $1 - began[$3], $4 }' "$BACKENDLABS_TEST_LOG"/*.log 2>/dev/null | sort -rn | head -n 10
}

# A project whose process ended before its tests did: which of them were under way.
report_aborted() {
  local log
  for log in "$temp"/test.*.log; do
    if ! grep -q '^Test Run Aborted' "$log"; then continue; fi
    sed -n '/^The test running when the crash occurred/,/^This test may/p' "$log" | sed '$d'
    fail "a test process ended before its tests did: it broke down, or one of those above never ended"
  done
}

# A few failures are tried once more, alone, because the tests share a machine with whatever else runs on it. Each is
# named with its first message, so that none goes unseen, and one that fails again stays failed. A filter takes no spaces:
# of a name with some, all tests are tried that begin with its first word.
repeat_failures() {
  failed_methods "$temp"/results/*.trx >"$temp/failures" 2>/dev/null
  local methods
  methods=$(wc -l <"$temp/failures")
  if ((methods == 0 || methods > 8)); then return; fi
  step "Trying once more: $(cut -f2 "$temp/failures" | xargs)"
  local library method
  while IFS=$'\t' read -r library method; do
    in_group timeout --kill-after=30 "$HANGS_AFTER" dotnet test "$library" --filter "FullyQualifiedName~${method%% *}" --logger trx --results-directory "$temp/again" \
      >>"$temp/again.log" 2>&1 || continue
    # Passed: the first results of its methods no longer count as failures.
    printf '%s\n' "$method" >>"$temp/repeated"
  done <"$temp/failures"
}

# Of each failed test its library and 'Class.Method', without arguments.
failed_methods() {
  awk '
    /<UnitTestResult / && /outcome="Failed"/ { match($0, /testId="[^"]*"/); failed[substr($0, RSTART + 8, RLENGTH - 9)] }
    /<UnitTest / { match($0, / id="[^"]*"/); id = substr($0, RSTART + 5, RLENGTH - 6) }
    /<TestMethod / && id in failed {
      match($0, /codeBase="[^"]*"/); library = substr($0, RSTART + 10, RLENGTH - 11)
      match($0, /className="[^"]*"/); class = substr($0, RSTART + 11, RLENGTH - 12)
      match($0, / name="[^"(]*/); print library "\t" class "." substr($0, RSTART + 7, RLENGTH - 7)
    }' "$@" | sort -u
}

# Inconclusive and aborted tests count as failed: they were executed and did not pass.
count_results() {
  local total executed good
  while read -r total executed good; do
    passed=$((passed + good)) failed=$((failed + executed - good)) skipped=$((skipped + total - executed))
  done < <(cat "$temp"/results/*.trx 2>/dev/null |
    sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)".*/\1 \2 \3/p')
  local again
  again=$(failed_tests_repeated)
  failed=$((failed - again))
  cat "$temp"/results/*.trx 2>/dev/null | describe_results
  # Neither passed nor failed: a test that passes only at its second try is a defect to mend.
  if ((again > 0)); then
    printf '\n%s flaky, passed only at the second try:\n' "$again"
    sed 's/^/  /' "$temp/repeated"
  fi
}

# How many failed tests of the first round belong to methods that have passed since.
failed_tests_repeated() {
  if ! [[ -s $temp/repeated ]]; then echo 0; return; fi
  awk '
    NR == FNR { good[$0]; next }
    /<UnitTestResult / && /outcome="Failed"/ { match($0, /testId="[^"]*"/); failed[substr($0, RSTART + 8, RLENGTH - 9)] }
    /<UnitTest / { match($0, / id="[^"]*"/); id = substr($0, RSTART + 5, RLENGTH - 6) }
    /<TestMethod / && id in failed {
      match($0, /className="[^"]*"/); class = substr($0, RSTART + 11, RLENGTH - 12)
      match($0, / name="[^"(]*/); if (class "." substr($0, RSTART + 7, RLENGTH - 7) in good) count++
    }
    END { print count + 0 }' "$temp/repeated" "$temp"/results/*.trx
}

# Each failure with its message, a message that many share only once; each reason for skipping once.
describe_results() {
  awk '
    function plain(text) {
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text)
      gsub(/&#xD;/, "", text); gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    function show(text) {
      if (outcome == "NotExecuted") { if (!(text in reasons)) { reasons[text]; print "\nSkipped: " plain(text) } }
      else if (lines++ == 0 && text in reasons) { lines = 1000; print "    as above: " plain(text) }
      else if (lines < 20) { if (lines == 1) reasons[text]; print "    " plain(text) }
    }
    /<UnitTestResult / {
      match($0, /outcome="[A-Za-z]*"/); outcome = substr($0, RSTART + 9, RLENGTH - 10); lines = 0
      match($0, /testName="[^"]*"/); name = substr($0, RSTART + 10, RLENGTH - 11)
      if (outcome == "Failed") print "\nFailed: " plain(name)
    }
    /<\/UnitTestResult>/ { outcome = "" }
    outcome != "Failed" && outcome != "NotExecuted" { next }
    {
      if (sub(/^.*<Message>/, "")) inside = 1
      last = inside && sub(/<\/Message>.*$/, "")
      if (inside && $0 != "") show($0)
      if (last) inside = 0
    }'
}

trap 'clean_up; trap - EXIT; exit 130' INT TERM HUP
trap finish EXIT

begin_installing
find_sdk
begin_publishing
build && finish_publishing && ready=yes
if [[ -n ${ready:-} ]]; then
  finish_installing
  start_engine
  begin_checking_format
  run_tests
  finish_checking_format
fi
finish

# shellcheck shell=bash disable=SC2034 # the scripts that source this file use the lists
# The packages that a machine needs, and the way to build the project on it. signalling/start,
# tests/run and .ci/run source this file. All messages go to standard error.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) # the repository

# The names are those of Debian 12 and 13. Packages that others depend on are not listed.
build_packages=(
  build-essential cmake ninja-build pkg-config ccache
  libwebsockets-dev libwebsockets-evlib-ev libev-dev libssl-dev nlohmann-json3-dev libexpected-dev
  libutf8proc-dev libcli11-dev libspdlog-dev libfmt-dev prometheus-cpp-dev libsqlitecpp-dev
  libopus-dev libspeexdsp-dev portaudio19-dev libsndfile1-dev
  file # CPack tells by it which files of a package are programs
)
test_packages=(libgtest-dev libgmock-dev librapidcheck-dev espeak-ng slowhttptest
  faketime ca-certificates)
web_packages=()
hash node npm 2>/dev/null || web_packages=(nodejs npm) # a machine may have its own
test_packages+=("${web_packages[@]}")
browser_packages=(chromium firefox-esr pulseaudio) # Firefox plays nothing without a sound server
clang_packages=(clang libclang-rt-dev) # the preset asan
bench_packages=(gnuplot-nox)
check_packages=(git clang-format clang-tidy shellcheck valgrind lintian)

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Prints the given packages that are not installed, one a line.
missing_packages() {
  local installed
  installed=$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
    sed --quiet 's/ installed$//p') || true # that is: some are not known at all
  printf '%s\n' "$@" | grep --invert-match --line-regexp --fixed-strings --file <(echo "$installed")
}

# Installs the given packages that are missing. If none is missing it does not use the network.
install_missing() {
  (($#)) || return 0
  if ! hash apt-get dpkg-query 2>/dev/null; then
    say "This machine has no apt. The counterparts of these Debian packages have to be there: $*"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    fail "Some packages are missing, and only root may install them:
  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
  fi
  quietly "Installing ${#missing[@]} packages" apt_install "${missing[@]}"
}

# A source that cannot be read is no reason to stop: the packages may come from another.
apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  local patiently=(-o DPkg::Lock::Timeout=300) # another apt may be at work
  apt-get "${patiently[@]}" update || true
  apt-get "${patiently[@]}" install --yes --no-install-recommends "$@"
}

# quietly TITLE COMMAND...: runs the command without input. If the command fails, quietly shows its
# output and ends the script. If it takes longer than two seconds, quietly shows the title. Needs
# pipefail.
quietly() {
  local title=$1 log status=0
  shift
  log=$(mktemp)
  "$@" </dev/null 2>&1 | show_progress "$title" "$log" || status=$?
  if ((status)); then
    cat "$log" >&2
    rm "$log"
    fail "$title failed (exit status $status): $*"
  fi
  rm "$log"
}

# Copies standard input to the file. On a terminal the title's line follows ninja's [done/all].
show_progress() {
  local title=$1 log=$2 begun=$SECONDS shown='' line status
  while true; do
    status=0
    IFS= read -r -t 1 line || status=$?
    if ((status == 0)); then
      printf '%s\n' "$line" >>"$log"
    else
      printf '%s' "$line" >>"$log"
      ((status > 128)) || break # not a second without a line, but the end
    fi
    ((SECONDS - begun >= 2)) || continue
    if [[ -t 2 ]]; then
      if [[ $line =~ ^\[[0-9]+/[0-9]+\] || ! $shown ]]; then
        printf '\r\e[K%s %s' "$title" "${BASH_REMATCH[0]-}" >&2
      fi
    elif [[ ! $shown ]]; then
      say "$title"
    fi
    shown=yes
  done
  if [[ $shown && -t 2 ]]; then echo >&2; fi
}

# Makes a clone elsewhere on the machine use the same objects.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# build_preset PRESET [TARGET...]: configures the preset if that was not done, and builds the
# targets, or all, into build/PRESET. Ninja sees every later change of the build files, but not of
# the presets. Only one build of a preset runs at a time.
build_preset() {
  local preset=$1 folder=$root/build/$1
  local targets=(${2:+--target "${@:2}"})
  mkdir -p "$root/build"
  if [[ ! -e $folder/build.ninja || $root/CMakePresets.json -nt $folder/build.ninja ]]; then
    quietly "Configuring ($preset)" flock "$folder.lock" cmake -S "$root" --preset "$preset"
  fi
  quietly "Building ($preset)" flock "$folder.lock" cmake --build "$folder" "${targets[@]}"
}

# Installs node's packages in a folder of the repository, from its package-lock.json.
install_node_packages() {
  local folder=$root/$1
  if [[ ! $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
    quietly "Installing the node packages of $1" npm --prefix "$folder" ci --no-audit --no-fund
  fi
}

install_all_node_packages() {
  install_node_packages tests/protocol/wire/schema
  install_node_packages tests/flow/third_party
  install_node_packages plugin/web
  install_node_packages tests/web
}

# Builds the browser add-on into plugin/web/dist if a file of it is newer than the page there. Only
# one build runs at a time.
build_web() {
  local version
  version=$(node --version 2>/dev/null) || fail 'The browser add-on needs node and npm.'
  version=${version#v}
  ((${version%%.*} >= 18)) || fail "The browser add-on needs node 18 or newer; this is $version."
  mkdir -p "$root/build"
  (
    flock 9
    install_node_packages plugin/web
    local page=$root/plugin/web/dist/page/index.html
    if [[ ! -e $page ]] || newer_sources "$page" "$root/plugin/web"; then
      quietly 'Building the browser add-on' npm --prefix "$root/plugin/web" run build
    fi
  ) 9>"$root/build/web.lock"
}

# newer_sources FILE FOLDER: is a source in that folder newer than the file? Built and installed
# files are no sources. Folders count below src alone, since builds leave and remove files beside
# it.
newer_sources() {
  [[ $(cd "$2" && find . \( -name node_modules -o -name dist \) -prune -o \
    \( -type f -o -path './src*' \) -newer "$1" -print -quit) ]]
}

# Prints the commit at which this branch left a state that is known to be good. Fails if that is
# unknown.
branch_base() {
  local base
  if [[ ${STEPBACK_CI_BASE-} ]]; then
    git -C "$root" merge-base "$STEPBACK_CI_BASE" HEAD
  else
    base=$(git -C "$root" merge-base origin/main HEAD 2>/dev/null) &&
      [[ $base != "$(git -C "$root" rev-parse HEAD)" ]] && echo "$base"
  fi
}

# Prints the commit with which this state of the code is compared: the branch's base, or else the
# commit before. Fails if there is none.
base_commit() { branch_base || git -C "$root" rev-parse --verify --quiet HEAD^; }

#!/bin/sh
# The front door: runs the build, and compiles it first if its sources have changed. Targets and flags: ./build.sh --help
#
# A compiled build lies in artifacts/tool/<stamp>, where the stamp stands for its sources: the folder appears whole or not at all,
# and a build that runs is never written over. Nothing but this file is read when there is nothing to compile.
set -eu

case $0 in */*) root=${0%/*} ;; *) root=. ;; esac
root=$(CDPATH='' cd -P -- "$root" && pwd)
export NUKE_ROOT="$root" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet=dotnet
if ! command -v dotnet > /dev/null; then
    for dotnet in "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet" /usr/local/share/dotnet/dotnet none; do
        [ ! -x "$dotnet" ] || break
    done
    if [ "$dotnet" = none ]; then
        echo "error: .NET is missing: install the .NET 10 SDK (https://dot.net/download) or set DOTNET_ROOT to where it is" >&2
        exit 2
    fi
fi

# What a compiled build is made of, by name, size, time and inode; relative, so that a checkout can be moved.
find_tool() {
    parts='build src tools/BuildHost global.json Directory.Build.props Directory.Packages.props'
    stamp=$(cd "$root" && find $parts -type f -printf '%p %s %T@ %i\n' 2> /dev/null | cksum)
    if [ "$stamp" = '4294967295 0' ]; then # nothing printed: a find that has no -printf
        stamp=$(cd "$root" && { find $parts -type f -exec stat -f '%N %z %Fm %i' {} + 2> /dev/null ||
            find $parts -type f -exec stat -c '%n %s %y %i' {} +; } | cksum)
    fi
    tool=$root/artifacts/tool/$host-${stamp%% *}-${stamp##* }
}

host=${NINJABUILD_HOST:-}
[ -n "$host" ] || [ ! -r "$root/.nuke/temp/host" ] || read -r host < "$root/.nuke/temp/host" || :
tool=
[ -z "$host" ] || find_tool
if [ -z "$tool" ] || [ ! -f "$tool/_build.dll" ]; then
    . "$root/build/compile.sh"
fi

# Composing is fastest with a heap for each core, as the build is compiled; a deploy, which waits for servers, is to need little memory.
case " $* " in
    *' '[Dd]eploy* | *' '[Uu]ndeploy* | *' '[Rr]ollback* | *' '[Dd]iff[Ll]ive*)
        export DOTNET_gcServer="${DOTNET_gcServer:-0}" DOTNET_gcConcurrent="${DOTNET_gcConcurrent:-1}" DOTNET_GCConserveMemory="${DOTNET_GCConserveMemory:-9}"
        ;;
esac
exec "$dotnet" "$tool/_build.dll" "$@"

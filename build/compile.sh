# Read by build.sh when there is something to compile. Takes $root, $dotnet, $host, find_tool and the arguments; leaves $tool.

temp=$root/.nuke/temp
work=$root/artifacts/tool/work
quiet=false
for argument; do
    case $argument in --no-logo | --nologo | --NoLogo) quiet=true ;; esac
done

say() { $quiet || echo "$1"; }

fail() {
    echo "error: $1" >&2
    exit 2
}

case $host in
    '' | Nuke | Embedded) ;;
    *) fail "'$host' is no build host: NINJABUILD_HOST, or .nuke/temp/host, must be Nuke or Embedded" ;;
esac

sdk=$(cd "$root" && "$dotnet" --version 2> /dev/null) || sdk=
case $sdk in
    1[0-9].* | [2-9][0-9].*) ;;
    *) fail "the .NET 10 SDK is needed (https://dot.net/download); ${sdk:-no SDK that global.json admits} is what '$dotnet' gives" ;;
esac

mkdir -p "$temp" "$work"

# One process compiles, the others wait and then find its result. The lock goes with the process that holds it.
if command -v flock > /dev/null; then
    exec 9> "$work/lock"
    flock 9
else
    until mkdir "$work/lock.d" 2> /dev/null; do
        read -r holder < "$work/lock.d/pid" 2> /dev/null && ! kill -0 "$holder" 2> /dev/null && rm -rf "$work/lock.d"
        sleep 1
    done
    echo $$ > "$work/lock.d/pid"
    trap 'rm -rf "$work/lock.d"' EXIT
    trap 'exit 130' INT TERM
fi

# Descriptor 9 is closed for dotnet: its build servers outlive this script and would keep the lock.
run_dotnet() {
    "$dotnet" "$@" > "$work/log" 2>&1 9>&-
}

properties="-p:IsTool=true -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -nologo -verbosity:quiet"

# Whether the real Nuke is to be had: tried once, for at most half a minute.
choose_host() {
    NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=1 "$dotnet" restore "$root/build/_build.csproj" $properties -p:BuildHost=Nuke \
        "-p:ArtifactsPath=$work" > "$work/log" 2>&1 9>&- &
    restore=$!
    waited=0
    while kill -0 $restore 2> /dev/null && [ $waited -lt 60 ]; do
        sleep 0.5 2> /dev/null || sleep 1
        waited=$((waited + 1))
    done
    kill $restore 2> /dev/null || :
    if wait $restore; then host=Nuke; else host=Embedded; fi
    if [ $host = Nuke ]; then
        say "Nuke 10.1.0 runs this build; NINJABUILD_HOST=Embedded chooses the stand-in."
    else
        say "Nuke 10.1.0 is not to be had here: the embedded host runs this build; NINJABUILD_HOST=Nuke tries again."
    fi
    echo $host > "$temp/host.$$" && mv -f "$temp/host.$$" "$temp/host"
}

if [ -z "$host" ]; then
    [ ! -r "$temp/host" ] || read -r host < "$temp/host" || : # another process may have found out meanwhile
    [ -n "$host" ] || choose_host
    find_tool
fi

# A folder of its own: the compiler of a script that was killed may still be writing to another.
out=$work/out.$$
publish() {
    rm -rf "$work"/out.*
    run_dotnet publish "$root/build/_build.csproj" $properties -c Release "-p:BuildHost=$host" "-p:ArtifactsPath=$work" \
        "-p:PublishReadyToRun=$1" -o "$out"
}

if [ ! -f "$tool/_build.dll" ]; then
    say "Compiling the build ..."
    if ! publish true; then
        if grep -q -i -e crossgen -e NETSDK1094 "$work/log"; then
            say "The ahead-of-time compiler is not to be had here: every start takes a little longer."
            compiled=$(publish false && echo true) || compiled=
        else
            compiled=
        fi
        if [ -z "$compiled" ]; then
            # MSBuild repeats each error at the end.
            grep -e ': error ' -e 'error MSB' "$work/log" | sort -u >&2 || cat "$work/log" >&2
            echo "error: the build could not be compiled; all that was said is in $work/log" >&2
            exit 1
        fi
    fi

    # Templates are read where they are: who changes one compiles nothing.
    rm -rf "$out/templates"
    ln -s ../../../templates "$out/templates" 2> /dev/null || cp -R "$root/templates" "$out/templates" 2> /dev/null || :
    rm -rf "$tool"
    mv "$out" "$tool"

    # Old ones go after a day, by when nothing runs from them.
    find "$root/artifacts/tool" -mindepth 1 -maxdepth 1 -type d -name '*-*-*' ! -path "$tool" -mtime +0 -exec rm -rf {} + || :
fi

if [ -d "$work/lock.d" ]; then
    rm -rf "$work/lock.d"
    trap - EXIT
fi
exec 9>&-

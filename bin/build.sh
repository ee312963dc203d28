# Builds Tarn in a source checkout, with progress on stderr; sourced by launch.sh, which has found $jdk.

root=$(cd -P -- "$bin/.." && pwd)

# Tells whether any source is newer than the jars.
sources_changed() {
    [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main "$root"/cli/src/assembly -newer "$lib/tarn-cli.jar" \
        -type f -print 2>/dev/null | head -n 1)" ]
}

# Shows which module is being built, and that libraries are being fetched, out of Maven's lines.
show_progress() {
    fetching=
    while IFS= read -r line; do
        case $line in
        *'Downloading from'*)
            [ -n "$fetching" ] || echo "    fetching libraries" >&2
            fetching=yes ;;
        *'Building '*'['*/*']'*)
            fetching= step=${line##*[} name=${line#*Building }
            echo "  [${step%%]*}] ${name%% [0-9]*}" >&2 ;;
        esac
    done
}

build() {
    mkdir -p "$root/cli/target"
    log=$root/cli/target/build.log
    echo "tarn: building $root, which takes a minute or so; the log is cli/target/build.log" >&2
    maven=mvn
    command -v mvn >/dev/null 2>&1 || maven=$root/mvnw
    if [ ! -x "$jdk/bin/javac" ]; then
        echo "$program: $jdk has no compiler; building needs a whole JDK 25 (set TARN_JAVA_HOME)" >&2
        return 1
    fi
    { (cd "$root" && JAVA_HOME=$jdk "$maven" -B -Dstyle.color=never -pl cli -am -Dmaven.test.skip=true package) 2>&1 </dev/null; echo "status $?"; } |
        tee "$log" | show_progress
    case $(tail -n 1 "$log") in
    *'status 0') return 0 ;;
    esac
    grep -E '^\[(ERROR|FATAL)\]' "$log" | head -n 20 >&2
    echo "$program: the build did not succeed; see $log" >&2
    return 1
}

# One at a time: whoever comes second waits and finds the jars.
build_if_needed() {
    mkdir -p "$root/cli/target"
    lock=$root/cli/target/build.lock
    until mkdir "$lock" 2>/dev/null; do
        owner=$(cat "$lock/pid" 2>/dev/null)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
        else
            [ -n "$waiting" ] || echo "tarn: waiting for another build" >&2
            waiting=yes
            sleep 1
        fi
    done
    echo $$ >"$lock/pid"
    trap 'rm -rf "$lock"' EXIT
    trap 'exit 130' INT TERM HUP
    status=0
    if [ ! -f "$lib/tarn-cli.jar" ] || sources_changed; then
        build || status=1
    fi
    [ $status != 0 ] || : >"$lib/checked"
    rm -rf "$lock"
    trap - EXIT INT TERM HUP
    return $status
}

build_if_needed || exit 1

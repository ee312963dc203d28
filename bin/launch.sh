# Starts a Tarn program; sourced by zq, zed and zapi, which set $program and $self (their own path).
#
# A start must not cost more than the JVM's own tenth of a second, so everything up to the last line uses only what the
# shell has built in. Slow paths (no JDK, nothing built yet, no AOT cache yet) may call other programs.
#
# Environment: TARN_JAVA_HOME (the JDK to use), TARN_JAVA_OPTIONS (more options for it), TARN_NO_BUILD (use the jars as they
# are), TARN_NO_AOT (neither use nor make an AOT cache; `wait`: make a missing one now, before the start).

# In full: an AOT cache holds the path of the jar, and one made with "bin/zq" would be looked for from every other folder, class by class.
case $self in /*) ;; *) self=$PWD/$self ;; esac
bin=${self%/*}

# Sets $jdk, $jdk_version and $jdk_system if folder $1 holds Java 25 or newer.
java_in() {
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    jdk_version= jdk_system= major=0
    # The shell asks for every byte by itself: no more lines than needed.
    while IFS= read -r line; do
        value=${line#*\"} value=${value%%\"*}
        case $line in
        JAVA_VERSION=*)
            jdk_version=$value major=${value%%[!0-9]*}
            [ "${major:-0}" -ge 25 ] || return 1
            ;;
        LIBC=* | OS_ARCH=*) jdk_system="$jdk_system $value" ;;
        OS_NAME=*)
            jdk_system="$jdk_system $value"
            [ "$major" = 0 ] || break
            ;;
        esac
    done <"$1/release"
    [ "${major:-0}" -ge 25 ] && jdk=$1
}

# Runs java_in on each folder that PATH's programs could belong to; $1 is `linked` to follow links, which calls readlink.
java_on_path() {
    old_ifs=$IFS IFS=:
    for folder in $PATH; do
        IFS=$old_ifs
        [ -x "$folder/java" ] || continue
        if [ "$1" = linked ]; then
            program_file=$(readlink -f -- "$folder/java") || continue
            folder=${program_file%/*}
        fi
        java_in "${folder%/*}" && return 0
    done
    IFS=$old_ifs
    return 1
}

find_java() {
    if [ -n "$TARN_JAVA_HOME" ]; then
        java_in "$TARN_JAVA_HOME" && return 0
        echo "$program: TARN_JAVA_HOME=$TARN_JAVA_HOME holds no Java 25 or newer" >&2
        exit 1
    fi
    [ -n "$JAVA_HOME" ] && java_in "$JAVA_HOME" && return 0
    java_on_path direct && return 0
    for folder in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /usr/local/*jdk* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        java_in "$folder" && return 0
    done
    java_on_path linked && return 0
    cat >&2 <<EOF
$program: Tarn needs Java 25 or newer, and there is none in TARN_JAVA_HOME, JAVA_HOME, PATH or the usual folders.
Get one from https://adoptium.net/temurin/releases/?version=25 (any vendor's will do), or for example:
    apt install openjdk-25-jdk-headless       dnf install java-25-openjdk-devel
    brew install openjdk@25                   sdk install java 25-tem
and set JAVA_HOME to its folder if it is in an unusual place.
EOF
    exit 1
}

# Tells whether the AOT cache $1 is there and was made from the jars as they are.
fresh() {
    [ -f "$1" ] && [ "$1" -nt "$jar" ]
}

# The classes whose loops are worth the second compiler's time; a pattern for each, as -XX:CompileCommand takes it. Besides, what such
# loops call to read bytes: the second compiler takes no method into a loop through one that the first compiled for good.
heavy_loops="java.lang.invoke.* jdk.internal.misc.*
    dev.tarn.model.Identity dev.tarn.query.aggregate.KeyColumn* dev.tarn.query.search.* dev.tarn.query.expression.FramePatterns
    dev.tarn.query.aggregate.NumberFold dev.tarn.query.run.Sort* dev.tarn.query.run.Row* dev.tarn.query.run.Over*
    dev.tarn.query.run.Elements dev.tarn.query.run.Lateral* dev.tarn.model.zng.Lz4Block dev.tarn.model.zng.ZngWriter
    dev.tarn.model.vector.ByteBuilder dev.tarn.lake.object.* com.google.re2j.* java.util.TimSort java.util.DualPivotQuicksort"

# The training uses the first compiler alone, and a start gives each method the compiler that the training gave it. So what most
# commands share is compiled once and fast, and methods that the training did not compile pass through both compilers as usual.
only_first_compiler() {
    training="-XX:TieredStopAtLevel=1 -XX:CompileCommand=quiet"
    set -f
    for pattern in $heavy_loops; do
        training="$training -XX:CompileCommand=exclude,$pattern::*"
    done
    set +f
}

# Makes the AOT cache $1 unless somebody is at it already. Another name until it is whole: others start meanwhile.
make_aot() (
    mkdir -p "${1%/*}" && mkdir "$1.lock" || exit 0
    trap 'rm -rf "$1.lock" "$1.$$"*' EXIT
    trap 'exit 1' HUP INT TERM
    only_first_compiler
    nice "$jdk/bin/java" $short_gc $short_vm $stubs ${native:+"$native"} $training -XX:AOTCacheOutput="$1.$$" -cp "$jar" dev.tarn.cli.Main train "$program" && mv -f "$1.$$" "$1" || : >"$1.failed"
)

# Removes a lock whose owner was killed: nobody trains for ten minutes.
drop_dead_lock() {
    [ -d "$1.lock" ] && find "$1.lock" -prune -mmin +10 -exec rmdir {} \; 2>/dev/null
}

find_java
if [ -f "$bin/../lib/tarn-cli.jar" ]; then
    lib=$bin/../lib
else
    lib=$bin/../cli/target/tarn/lib
    # In a checkout, what git did since the last build may have changed the sources. A linked worktree's .git is a file.
    git=$bin/../.git
    [ ! -f "$git" ] || read -r _ git <"$git"
    if [ ! -f "$lib/tarn-cli.jar" ] || [ "$git/logs/HEAD" -nt "$lib/checked" ]; then
        [ -n "$TARN_NO_BUILD" ] || . "$bin/build.sh"
    fi
fi
jar=$lib/tarn-cli.jar

# A small nursery is soon back in the processor's cache; it grows with what a query keeps.
gc="-XX:+UseSerialGC -XX:NewSize=32m"
# The JVM's own warnings belong on stderr: stdout is data. Arguments and file names are UTF-8, whatever the locale says.
# Constructors that are called once by reflection, as in the library for LZ4, are not worth classes made for the calls.
vm="-XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Dsun.jnu.encoding=UTF-8 -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot=off:stderr -Xlog:cds=off:stderr --enable-native-access=ALL-UNNAMED"
# Where the library for LZ4 is that comes along; else it would be unpacked into a temporary folder.
native=
case $jdk_system in
' gnu x86_64 Linux') native=amd64 ;;
' gnu aarch64 Linux') native=aarch64 ;;
esac
native=${native:+-Djava.library.path=$lib/native/net/jpountz/util/linux/$native:/usr/java/packages/lib:/usr/lib64:/lib64:/lib:/usr/lib}
# A command that ends soon calls LMDB a few times only: stubs made for fast calls cost more than they bring.
stubs=-Djnr.ffi.asm.enabled=false
# What runs for long is compiled as it deserves, and not as the training says.
long="-XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
short_gc=$gc short_vm=$vm
for word; do
    case $word in
    serve | up) gc=-XX:+UseG1GC vm="$vm $long" stubs= ;;
    trace) vm="$vm $long" stubs= ;;
    esac
done
terminals=
[ -t 1 ] && terminals=-Dtarn.terminal.out=true
[ -t 2 ] && terminals="$terminals -Dtarn.terminal.err=true"

# One cache for each JDK, named for its folder and version: a cache that another one made is silently of no use. And one for
# each program: every start loads all classes of its cache.
aot=$lib/aot/${jdk#/}/$jdk_version-$program.aot
use_aot=
if [ "${TARN_NO_AOT:-wait}" = wait ]; then
    if ! fresh "$aot" && [ ! -w "$lib" ]; then
        aot=${XDG_CACHE_HOME:-$HOME/.cache}/tarn$(cd -P -- "$lib" && pwd)/${jdk#/}/$jdk_version-$program.aot
    fi
    # After a training that did not succeed, every start would try again.
    if ! fresh "$aot" && ! fresh "$aot.failed"; then
        drop_dead_lock "$aot"
        if [ "$TARN_NO_AOT" = wait ]; then
            make_aot "$aot" >/dev/null 2>&1 </dev/null
        else
            (trap '' HUP INT; make_aot "$aot") >/dev/null 2>&1 </dev/null &
        fi
    fi
    fresh "$aot" && use_aot=-XX:AOTCache=$aot
fi

# For messages that say how to call a command.
export TARN_BIN="$bin"

exec "$jdk/bin/java" $gc $vm $stubs ${native:+"$native"} ${use_aot:+"$use_aot"} $terminals $TARN_JAVA_OPTIONS -cp "$jar" dev.tarn.cli.Main "$program" "$@"

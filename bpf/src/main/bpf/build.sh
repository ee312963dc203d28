#!/bin/sh
# Compiles all programs of a folder for all architectures: build.sh SOURCES DESTINATION
#
#     src/main/bpf/build.sh src/main/bpf src/main/resources/dev/tarn/bpf/tool
#     src/main/bpf/build.sh src/test/bpf src/test/resources/dev/tarn/bpf
#
# Needs clang, llvm-strip and libbpf's headers (Debian: apt-get install clang llvm libbpf-dev). The objects are checked in, so
# that nobody else needs them; ObjectsTest says when they are out of date.
set -eu
headers=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$1" && pwd)
mkdir -p "$2"
destination=$(cd "$2" && pwd)
cd "$sources"
for architecture in x86_64:x86 aarch64:arm64; do
	folder=$destination/${architecture%:*}
	mkdir -p "$folder"
	for source in *.bpf.c; do
		object=$folder/${source%.c}.o
		# Paths in the objects are relative, so that every checkout yields the same bytes.
		clang -g -O2 -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror -target bpf -mcpu=v3 \
			-D__TARGET_ARCH_"${architecture#*:}" -I"$headers" \
			-ffile-prefix-map="$sources"=. -ffile-prefix-map="$headers"=. -c "$source" -o "$object"
		llvm-strip -g "$object"
	done
done

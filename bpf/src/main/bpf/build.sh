#!/bin/sh
# Compiles the programs for both architectures: build.sh DESTINATION [SOURCE.bpf.c...]
# Needs clang, llvm-strip and libbpf's headers (Debian: apt-get install clang llvm libbpf-dev). The objects in src/main/resources
# are made with it; ObjectsTest says when they are out of date.
set -eu
destination=$1
shift
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- *.bpf.c
for architecture in x86_64:x86 aarch64:arm64; do
	folder=$destination/${architecture%:*}
	mkdir -p "$folder"
	for source in "$@"; do
		object=$folder/$(basename "$source" .bpf.c).bpf.o
		# Source lines in the object name files relative to here, so that every checkout yields the same bytes.
		clang -g -O2 -Wall -Wextra -Wno-unused-parameter -Wno-sign-compare -Werror -target bpf -mcpu=v3 \
			-D__TARGET_ARCH_"${architecture#*:}" -I. -ffile-prefix-map="$PWD"=. -c "$source" -o "$object"
		llvm-strip -g "$object"
	done
done

#!/bin/bash
# What the hot functions of the shipped bundles cost, without system calls: ns and bytes of heap for each call, by JMH.
#
#   distribution/bench/micro.sh [SECONDS] [REGEX...]      default: 5 seconds each, all of them
#
# With the JVM flags of `gatewatch run`. Prints Markdown; JMH's own words go to stderr. Needs root only to install tools.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
exec 3>&2
image=$root/distribution/target/gatewatch

# shellcheck disable=SC2119 # no tools beside those of the build
install_tools
is_built || { say "building the image"; maven -q -DskipTests -DskipITs package >&2; }
printf '%s, %s cores, %s, load %s\n\n' "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(java -XX:-UsePerfData -version 2>&1 | head -n 1)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
# JMH keeps a lock and its forks' words in the temporary folder
class_path="$root/distribution/bench/target/classes:$root/distribution/bench/target/jmh/*"
for bundle in api link probe monitor; do class_path+=:$image/bundles/org.gatewatch.$bundle.jar; done
java -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m -Xmn8m -Xmx64m "-Djava.io.tmpdir=$work" \
    -cp "$class_path" org.gatewatch.bench.HotFunctions "${1:-5}" "${@:2}" | tee "$work/jmh" | grep -v '^|' >&2
grep '^|' "$work/jmh"

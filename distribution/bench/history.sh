#!/bin/bash
# How long `gatewatch history` takes to find the periods of one probe among many: the shipped store, one period a minute, in a
# JVM with the heap of the image that did nothing before; once from the disk, and once from the kernel's page cache. And how
# much heap the open file takes.
#
#   distribution/bench/history.sh [DAYS] [PROBES]      default: 7 days of 10,000 probes: 1.4 GB of disk for some 4 minutes
#
# Needs root only to install tools and to empty the page cache.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
exec 3>&2
days=${1:-7}
probes=${2:-10000}
image=$root/distribution/target/gatewatch

# shellcheck disable=SC2119 # no tools beside those of the build
install_tools
is_built || { say "building the image"; maven -q -DskipTests -DskipITs package >&2; }
class_path=$root/distribution/bench/target/classes:$root/bundles/org.gatewatch.testkit/target/classes
for jar in "$image"/bundles/{org.gatewatch.api,org.gatewatch.history,pax-logging-api,org.osgi}*.jar "$image"/bundles/*slf4j*.jar "$image"/lib/*.jar; do
    [ ! -e "$jar" ] || class_path+=:$jar
done
# Written where no disk has to be waited for, if there is room: it is the reading that is measured.
draft=$work
take_down() { [ "$draft" = "$work" ] || rm -rf "$draft"; }
[ "$(df --output=avail -B1 /dev/shm | tail -1)" -lt $((days * probes * 40000)) ] || draft=$(mktemp -d /dev/shm/gatewatch.XXXXXX)
look_up() { # WHAT FOLDER JVM_OPTION...
    java -XX:-UsePerfData -XX:+UseSerialGC "${@:3}" -cp "$class_path" \
        org.gatewatch.history.internal.LookUp "$1" "$2/periods.mv" "$days" "$probes"
}
say "$days days of $probes probes"
look_up write "$draft" -Xmx512m
[ "$draft" = "$work" ] || mv "$draft/periods.mv" "$work"
sync
echo 3 > /proc/sys/vm/drop_caches || say "the page cache stays"
look_up read "$work" -Xmx49m -XX:TieredStopAtLevel=1

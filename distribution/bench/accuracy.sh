#!/bin/bash
# How true to the wire round trips are: every RTT of Gatewatch's link and probe, and of fping, against tcpdump's
# nanosecond stamps of the same packets, while every core makes garbage in the same JVM.
#
#   sudo distribution/bench/accuracy.sh [SECONDS] [TARGETS...]      default: 30 s each for 1 100 1000 10000 1000/TCP
#
# TARGETS get echo requests, TARGETS/TCP get SYNs, which the peer's kernel answers with RSTs. Each target is probed once a second, a single one 100 times. fping probes 100 other targets meanwhile. Prints Markdown.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2
seconds=${1:-30}
shift $(($# < 1 ? $# : 1))
[ $# -gt 0 ] || set -- 1 100 1000 10000 1000/TCP
image=$root/distribution/target/gatewatch

prober() { # CLASS ARGUMENT...
    "${in_gateway[@]}" java -XX:-UsePerfData -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m -XX:MaxDirectMemorySize=1g \
        -cp "$root/distribution/bench/target/classes:$image/bundles/org.gatewatch.api.jar:$image/lib/*" \
        "org.gatewatch.bench.$1" "${@:2}"
}
# Waits until a program has said something.
await_text() { # TEXT FILE
    until grep -q "$1" "$2" 2> /dev/null; do sleep 0.1; done
}

install_tools fping:fping tcpdump:tcpdump ping:iputils-ping
is_built || { say "building the image"; maven -q -DskipTests -DskipITs package >&2; }
put_up
for i in $(seq 100); do echo "198.19.0.$i"; done > "$work/fping.targets"
echo "| targets | tool | samples | equal to the ns | mean error ns | max error ns |"
echo "|---|---|---|---|---|---|"
for load; do
    count=${load%/*} protocol=ICMP
    [[ $load != */* ]] || protocol=${load#*/}
    rate=$((count < 100 ? 100 : count))
    "${in_gateway[@]}" tcpdump -i wan --time-stamp-precision=nano -n -s 64 -B 65536 -Z root -w "$work/pcap" \
        'icmp[0] == 0 or icmp[0] == 8 or tcp[13] & 6 != 0' 2> "$work/tcpdump.log" &
    tcpdump=$!
    await_text listening "$work/tcpdump.log"
    "${in_gateway[@]}" fping -c "$seconds" -p 1000 -f "$work/fping.targets" > "$work/fping.log" 2> /dev/null &
    fping=$!
    say "$load targets: $(prober ProbeUnderPressure "$image/bundles" "$work" "$protocol" "$count" "$rate" "$seconds" \
        2> "$work/prober.log" | grep ^sent)"
    wait $fping || true
    sleep 1
    kill $tcpdump
    wait $tcpdump || true
    say "$(grep 'dropped by kernel' "$work/tcpdump.log") (tcpdump)"
    prober CompareStamps "$work/pcap" "$work/samples" "$protocol" "$work/fping.log" |
        sed "s@^@| $load | @; s/: / | /; s/ samples, / | /; s/ equal to the ns, error mean / | /; s/ ns, max / | /; s/ ns; .*/ |/"
done

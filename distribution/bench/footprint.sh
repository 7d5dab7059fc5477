#!/bin/bash
# Measures what Gatewatch costs at 1,000 probes a second, beside fping 5.1 doing the same in the same lab:
# time from `gatewatch run` to its first probe on the wire, resident memory, CPU time.
#
#   sudo distribution/bench/footprint.sh [RUNS] [SECONDS]      default 3 runs of 60 seconds each
#
# Needs the built image (mvn -B -DskipTests package) and the packages tcpdump and fping. Prints a line a run and medians.
set -euo pipefail
runs=${1:-3}
seconds=${2:-60}
here=$(cd "$(dirname "$0")/.." && pwd)
gatewatch=$here/target/gatewatch/bin/gatewatch
lab=$here/src/main/lab/lab.sh
export GATEWATCH_LAB=bench-$$
work=$(mktemp -d)
leave() {
    set +e
    "$lab" down
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM
[ -x "$gatewatch" ] || { echo "no image: mvn -B -DskipTests package" >&2; exit 1; }

address() { echo "198.18.$(($1 / 250)).$(($1 % 250 + 1))"; }
rss_mib() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
cpu_ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# Lets a process run for the time of one measurement: CPU seconds per 1,000 probes, and resident memory at its end.
cost() { # PID
    local before
    before=$(cpu_ticks "$1")
    sleep "$seconds"
    echo "$(($(cpu_ticks "$1") - before)) $seconds $(getconf CLK_TCK) $(rss_mib "$1")" |
        awk '{ printf "%.3f %s", $1 / $3 / $2, $4 }'
}

"$lab" up
ip -n "gatewatch-$GATEWATCH_LAB-cgw1" route add local 198.18.0.0/15 dev lo # it answers for all of these
ip -n "gatewatch-$GATEWATCH_LAB-inet" route add 198.18.0.0/15 via 203.0.113.1 dev c1 onlink
mkdir -p "$work/config/connections" "$work/config/monitors"
{
    printf 'monitorName: bulk\nprobes:\n'
    for i in $(seq 0 999); do printf '  - {name: p%s, destination: %s}\n' "$i" "$(address "$i")"; done
} > "$work/config/monitors/bulk.yaml"
for i in $(seq 0 999); do address "$i"; done > "$work/targets"

printf '%s, %s cores, Linux %s, %s\n' "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)" "$(nproc)" "$(uname -r)" \
    "$(java -version 2>&1 | head -1)"
for run in $(seq "$runs"); do
    rm -rf "$work/data"
    "$lab" exec gw tcpdump -i wan -n -tt -l -c 1 'icmp[0] = 8 and dst net 198.18.0.0/15' > "$work/first" 2> "$work/tcpdump" &
    until grep -q listening "$work/tcpdump"; do sleep 0.05; done
    start=$(date +%s.%N)
    "$lab" exec gw "$gatewatch" run --config "$work/config" --data "$work/data" > "$work/log" 2>&1 &
    pid=$!
    until [ -s "$work/first" ]; do sleep 0.1; done
    first=$(awk -v s="$start" '{ printf "%.2f", $1 - s }' "$work/first")
    sleep 5 # beyond the start's own work
    read -r cpu rss <<< "$(cost "$pid")"
    kill "$pid"
    wait "$pid" || true
    "$lab" exec gw fping -q -l -p 1000 -i 1 -f "$work/targets" > /dev/null 2>&1 &
    pid=$!
    read -r fcpu frss <<< "$(cost "$pid")"
    kill "$pid"
    wait "$pid" || true
    echo "run $run: gatewatch first probe after $first s, $cpu CPU-s per 1000 probes, $rss MiB; fping $fcpu CPU-s, $frss MiB"
    echo "$first $cpu $rss $fcpu $frss" >> "$work/figures"
done
column() { cut -d ' ' -f "$1" "$work/figures" | median; }
echo "median: gatewatch first probe after $(column 1) s, $(column 2) CPU-s per 1000 probes, $(column 3) MiB;" \
    "fping $(column 4) CPU-s, $(column 5) MiB"

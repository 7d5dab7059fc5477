#!/bin/bash
# What a large configuration costs: from the start of `gatewatch run` until all probes are ACTIVE, CPU time for changing
# one probe among them, and the time from SIGTERM to the end of the process.
#
#   sudo distribution/bench/configuration.sh [PROBES] [FILES] [CHANGES]     default: 10000 probes in 20 files, 10 changes
#
# Prints a Markdown table; progress on stderr. Probes send once a second. ACTIVE is what the status says, asked once the
# peer's kernel has counted as many requests as there are probes, so that asking costs nothing before. CPU time is that of
# the whole process by the kernel's scheduler, less what the same time costs without a change; the part of the thread that
# reads files is shown beside it. A stop must keep the period that it cuts short: a process that is started afterwards is asked
# for the history of ten probes (the changed one is not among them), of which each must have it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

probes=${1:-10000}
files=${2:-20}
changes=${3:-10}
seconds_per_change=3
longest_start_ms=120000
image=$root/distribution/target/gatewatch

cpu_nanos() { cat "/proc/$pid"/task/*/schedstat | awk '{ sum += $1 } END { printf "%.0f", sum }'; }
config_nanos() { # of the thread that reads files
    local task
    for task in "/proc/$pid"/task/*; do
        [ "$(cat "$task/comm")" != gatewatch-confi ] || cut -d ' ' -f 1 "$task/schedstat"
    done
}
configure() { # CHANGED_TIMEOUT_MS: of the first probe
    targets "$probes" | awk -v folder="$work/new" -v each=$(((probes + files - 1) / files)) -v changed="$1" '
        NR % each == 1 || each == 1 { file = sprintf("%s/m%d.yaml", folder, NR); printf "monitorName: m%d\nprobes:\n", NR > file }
        { printf "  - {name: p%d, destination: %s, timeout: %dms}\n", NR, $1, NR == 1 ? changed : 2000 > file }
        NR % each == 0 { close(file) }'
}
# All of it at once, and nothing else of the machine is asked: states of all probes, counted.
states() {
    python3 - "$work/data/gatewatch.sock" << 'PYTHON'
import collections, json, socket, sys
with socket.socket(socket.AF_UNIX) as instance:
    instance.connect(sys.argv[1])
    instance.sendall(b"\n")
    document = json.load(instance.makefile(encoding='utf-8'))
print(*sorted(f"{state}={count}" for state, count in collections.Counter(p["state"] for p in document["probes"]).items()))
PYTHON
}
await_active() {
    local asked start_requests=$1
    until [ $(($(requests_at_peer) - start_requests)) -ge "$probes" ]; do
        kill -0 "$pid" || die "it ended: $(tail -3 "$work/log")"
        [ $(($(now_ms) - begin)) -lt $longest_start_ms ] || die "not all probes send: $(states)"
        sleep 0.02
    done
    until asked=$(now_ms) && [ "$(states)" = "ACTIVE=$probes" ]; do
        [ $(($(now_ms) - begin)) -lt $longest_start_ms ] || die "not all are ACTIVE: $(states)"
        sleep 0.1
    done
    active_ms=$((asked - begin))
}

start() {
    "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" >> "$work/log" 2>&1 &
    pid=$!
}
# In the middle of a minute, so that there is a period to cut short.
stop() {
    local begin now
    until now=$(date +%s) && [ $((now % 60)) -ge 20 ] && [ $((now % 60)) -lt 50 ]; do sleep 0.5; done
    cut=$(date -u -d "@$((now / 60 * 60))" +%Y-%m-%dT%H:%M:%SZ)
    begin=$(now_ms)
    kill "$pid"
    wait "$pid" || die "it stopped with $?: $(tail -3 "$work/log")"
    stop_ms=$(($(now_ms) - begin))
    say "stopped after $stop_ms ms"
}
keeps_cut_period() { # PROBE: its number
    local monitor=$((($1 - 1) / ((probes + files - 1) / files) * ((probes + files - 1) / files) + 1)) answered
    until answered=$("$image/bin/gatewatch" history "m$monitor/p$1" --since 15m --json --data "$work/data" 2> /dev/null); do
        kill -0 "$pid" || die "it ended: $(tail -3 "$work/log")"
        sleep 0.5
    done
    jq -e --arg cut "$cut" 'any(.periods[].report; .periodStart == $cut and .answered >= 10)' > /dev/null <<< "$answered"
}

add_packages jq:jq python3:python3 ip:iproute2 ping:iputils-ping
[ -x "$image/bin/gatewatch" ] || maven package -DskipTests
put_up
mkdir -p "$work/config/monitors" "$work/new"
configure 2000
cp "$work/new"/*.yaml "$work/config/monitors/"
say "$probes probes in $files files"
requests=$(requests_at_peer)
begin=$(now_ms)
start
await_active "$requests"
say "all ACTIVE after $active_ms ms; warming up"
sleep 20
cpu=$(cpu_nanos) config=$(config_nanos)
sleep $((changes * seconds_per_change))
idle=$(($(cpu_nanos) - cpu)) idle_config=$(($(config_nanos) - config))
cpu=$(cpu_nanos) config=$(config_nanos)
for ((i = 1; i <= changes; i++)); do
    configure $((2000 + i))
    mv "$work/new/m1.yaml" "$work/config/monitors/m1.yaml"
    sleep $seconds_per_change
done
busy=$(($(cpu_nanos) - cpu)) busy_config=$(($(config_nanos) - config))
[ "$(grep -c 'applied .*m1.yaml' "$work/log")" -ge "$changes" ] || die "not all changes were applied: $(tail -5 "$work/log")"
stop
start
kept=0
for ((i = 2; i <= probes; i += probes / 10)); do ! keeps_cut_period $i || kept=$((kept + 1)); done
kill "$pid"
wait "$pid" || true
echo "| probes | files | start to all ACTIVE, s | CPU for one change, ms | of that the reader's thread, ms | SIGTERM to the end, s | cut periods kept, of ten |"
echo "|---|---|---|---|---|---|---|"
awk -v probes="$probes" -v files="$files" -v active="$active_ms" -v cpu=$((busy - idle)) -v config=$((busy_config - idle_config)) \
    -v changes="$changes" -v stop="$stop_ms" -v kept="$kept" 'BEGIN {
    printf "| %d | %d | %.1f | %.0f | %.0f | %.2f | %d |\n", probes, files, active / 1000, cpu / changes / 1e6, config / changes / 1e6,
        stop / 1000, kept }'

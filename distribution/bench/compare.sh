#!/bin/bash
# What probing costs: Gatewatch as shipped, fping, and a C program that does nothing else (floor.c, with a system call for
# each packet as libpcap has it, and with one for a batch), in turn on the same targets.
#
#   sudo distribution/bench/compare.sh [ROUNDS] [SECONDS] [LOAD...]     default: 3 rounds of 60 seconds each
#
# A LOAD is TARGETS or TARGETS/INTERVAL_MS; default: 100 1000 10000 50000, each target once a second.
# TOOLS="gatewatch c-each" compares only these. WARM_UP=540 lets Gatewatch run for so many seconds before it is measured, not 20.
# Prints medians and ratios as a Markdown table; progress on stderr. Installs fping, tcpdump and gcc if they are missing.
#
# CPU is user and system time of all threads, in nanoseconds by the kernel's scheduler, after a warm-up, divided by the
# requests that the peer's kernel counted. Gatewatch runs with its MQTT reports going to a broker and its SNMP agent on.
# fping is given a quarter of the interval for a round, at most 5,000 probes/s a process (it has 65,535 sequence numbers for
# 10 s, and ends when they are used up), and prints a summary once a minute.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

rounds=${1:-3}
seconds=${2:-60}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- 100 1000 10000 50000
tools=${TOOLS:-gatewatch fping c-each c-batch}
warm_up_seconds=${WARM_UP:-20}
lag_seconds=10
longest_start_seconds=300
fping_probes_per_second=5000
image=$root/distribution/target/gatewatch

cpu_nanos() { # PID...
    local pid
    for pid; do cat "/proc/$pid"/task/*/schedstat; done | awk '{ sum += $1 } END { printf "%.0f", sum }'
}
rss_kib() { # PID...
    local pid
    for pid; do awk '/^VmRSS/ { print $2 }' "/proc/$pid/status"; done | awk '{ sum += $1 } END { print sum }'
}
# Watches processes that probe for the time of one measurement: probes/s, CPU-s per 1,000 probes, MiB.
measure() { # PID...
    local before cpu start
    before=$(requests_at_peer) cpu=$(cpu_nanos "$@") start=$(now_ms)
    sleep "$seconds"
    echo $(($(requests_at_peer) - before)) $(($(cpu_nanos "$@") - cpu)) $(($(now_ms) - start)) "$(rss_kib "$@")" |
        awk '{ printf "%.0f %.5f %.1f", $1 * 1000 / $3, $1 ? $2 / 1e6 / $1 : 0, $4 / 1024 }'
}
end() { # PID...
    kill "$@" 2> /dev/null || true
    wait "$@" || true
}

configure() { # TARGETS INTERVAL_MS: 500 probes a file
    rm -rf "$work/config" "$work/data"
    cp -r "$image/config" "$work/config"
    targets "$1" | awk -v folder="$work/config/monitors" -v interval="$2" '
        NR % 500 == 1 { file = sprintf("%s/bulk-%d.yaml", folder, NR); printf "monitorName: bulk-%d\nprobes:\n", NR > file }
        { printf "  - {name: p%d, destination: %s, interval: %dms}\n", NR, $1, interval > file }
        NR % 500 == 0 { close(file) }'
}
await_rate() { # PROBES_PER_SECOND PID: until the peer sees nine tenths of it
    local before deadline=$((SECONDS + longest_start_seconds))
    until before=$(requests_at_peer) && sleep 1 && [ $((($(requests_at_peer) - before) * 10)) -ge $(($1 * 9)) ]; do
        kill -0 "$2" 2> /dev/null || return 1
        [ $SECONDS -lt $deadline ] || return 1
    done
}
ask() { "$image/bin/gatewatch" status --json --data "$work/data" 2> "$work/status.log"; }
# Of the last complete period of all probes, lost and void samples; since the start, what was missed or dropped.
honesty() {
    ask | jq -r '[([.probes[].report // {}] | (map(.lost // 0) | add), (map(.void // 0) | add)),
        (.counters | .packetsMissed + .eventsDropped + .notificationsDropped)] | map(tostring) | join(" ")' ||
        echo "? ? ?" # it does not say
}
# How late 99.9 % of the packets left, in ms, as tcpdump at the peer sees it.
send_lag() { # INTERVAL_MS
    "${in_peer[@]}" timeout "$lag_seconds" tcpdump -i wan -Q in --time-stamp-precision=nano -n -s 64 -B 65536 -Z root \
        -w "$work/pcap" 'icmp[0] == 8' 2> "$work/tcpdump.log" || true
    java -XX:-UsePerfData -cp "$root/distribution/bench/target/classes" org.gatewatch.bench.SendLag "$work/pcap" "$1" |
        cut -d ' ' -f 3
}
# What all of Gatewatch has allocated, as far as the young generation was emptied since.
allocated_kib() { sed -n 's/.* Eden: \([0-9]*\)K.*/\1/p' "$work/gc.log" | awk '{ sum += $1 } END { print sum + 0 }'; }
gatewatch() { # TARGETS INTERVAL_MS
    local pid allocated cost opts="-Xlog:gc+heap:file=$work/gc.log ${GATEWATCH_JAVA_OPTS:-}"
    # what is shipped is made for 10,000 probes and 10,000/s
    [ "$1" -le 10000 ] && [ $(($1 * 1000 / $2)) -le 10000 ] || opts="-Xmx512m $opts"
    configure "$1" "$2"
    GATEWATCH_JAVA_OPTS=$opts "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" \
        > "$work/gatewatch.log" 2>&1 &
    pid=$!
    if await_rate $(($1 * 1000 / $2)) $pid; then
        sleep $warm_up_seconds
        allocated=$(allocated_kib)
        cost=$(measure $pid)
        allocated=$(($(allocated_kib) - allocated))
        echo "$cost $(honesty) $(send_lag "$2")" \
            "$(awk -v kib=$allocated -v s="$seconds" '{ printf "%.0f", kib * 1024 / ($1 * s) }' <<< "$cost")"
    else
        say "gatewatch does not reach the rate, load $(cut -d ' ' -f 1 /proc/loadavg): $(grep -v INFO "$work/gatewatch.log" |
            tail -n 3)"
    fi
    end $pid
}
fping_all() { # TARGETS INTERVAL_MS
    local file pids=() at_once=$((fping_probes_per_second * $2 / 1000)) pause
    targets "$1" | split -l "$at_once" - "$work/targets."
    pause=$(awk -v n="$1" -v most="$at_once" -v ms="$2" 'BEGIN { printf "%.3f", ms / 4 / (n < most ? n : most) }')
    for file in "$work"/targets.*; do
        "${in_gateway[@]}" fping -l -p "$2" -i "$pause" -Q 60 -f "$file" > "$work/fping.log" 2>&1 &
        pids+=($!)
    done
    sleep 3
    measure "${pids[@]}" || say "fping ended: $(tail -n 1 "$work/fping.log")"
    end "${pids[@]}"
    rm -f "$work"/targets.*
}
c_floor() { # TARGETS INTERVAL_MS [each]
    "${in_gateway[@]}" "$work/floor" wan "$next_hop_mac" $source_address 198.18.0.1 "$@" > "$work/floor.log" &
    local pid=$! cost lag
    sleep 3
    cost=$(measure $pid)
    lag=$(send_lag "$2")
    end $pid
    echo "$cost $(awk '{ print $4 - $6, 0, $8 }' "$work/floor.log") $lag"
}

# Medians of each load and tool, and each tool's CPU against ours.
table() {
    awk '
        function median(key, column,    n, i, j, v, t) {
            n = split(values[key, column], v, " ")
            for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] + 0 > v[j] + 0; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
            return n ? v[int((n + 1) / 2)] : ""
        }
        function ratio(load, other,    ours, its) {
            ours = median(load " gatewatch", 4); its = median(load " " other, 4)
            return ours > 0 && its > 0 ? sprintf("%.2f", ours / its) : ""
        }
        { key = $1 " " $2; if (!seen[$1]++) loads[++count] = $1
          for (c = 3; c <= NF; c++) values[key, c] = values[key, c] " " $c }
        END {
            print "| targets | tool | probes/s | CPU-s per 1,000 probes | Gatewatch ÷ it | RSS MiB | lost | void | dropped | send lag p99.9 ms | heap bytes per probe |"
            print "|---|---|---|---|---|---|---|---|---|---|---|"
            tool_count = split("gatewatch fping c-each c-batch", tools, " ")
            for (l = 1; l <= count; l++) for (t = 1; t <= tool_count; t++) {
                key = loads[l] " " tools[t]
                printf "| %s | %s |", loads[l], tools[t]
                for (c = 3; c <= 10; c++) {
                    printf " %s |", median(key, c)
                    if (c == 4) printf " %s |", t == 1 ? "" : ratio(loads[l], tools[t])
                }
                print ""
            }
        }' "$work/figures"
}

install_tools fping:fping tcpdump:tcpdump ping:iputils-ping gcc:gcc /usr/include/stdio.h:libc6-dev
is_built || { say "building the image"; maven -q -DskipTests -DskipITs package >&2; }
gcc -O2 -static -o "$work/floor" "$root/distribution/bench/floor.c"
put_up
"${in_gateway[@]}" mosquitto > "$work/mosquitto.log" 2>&1 &
printf '%s, %s cores, Linux %s, %s, fping %s, %s rounds of %s s\n\n' \
    "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -r)" \
    "$(java -XX:-UsePerfData -version 2>&1 | head -n 1)" "$(fping --version | sed 's/.* //')" "$rounds" "$seconds"
for round in $(seq "$rounds"); do
    for load; do
        interval=1000
        [[ $load != */* ]] || interval=${load#*/}
        for tool in $tools; do
            case $tool in
            gatewatch) result=$(gatewatch "${load%/*}" "$interval") ;;
            fping) result=$(fping_all "${load%/*}" "$interval") ;;
            c-batch) result=$(c_floor "${load%/*}" "$interval") ;;
            c-each) result=$(c_floor "${load%/*}" "$interval" each) ;;
            esac
            say "round $round, $load targets, $tool: $result (machine's load $(cut -d ' ' -f 1 /proc/loadavg))"
            echo "$load $tool $result" >> "$work/figures"
        done
    done
done
table

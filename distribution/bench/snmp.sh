#!/bin/bash
# How fast SNMP answers: Gatewatch as shipped with 10,000 probes running, beside snmpd's own tcpConnectionTable of 10,000 rows,
# in turn; by itself (v2c, v3) and through snmpd (AgentX); what a GETBULK bomb costs; what snmpd does while we are stopped,
# and we do when it is killed. Then snmp-endurance.sh, with the further arguments.
#
#   sudo distribution/bench/snmp.sh [ROUNDS] [STOPPED_SECONDS] [ENDURANCE_ARGUMENT...]     default: 3 rounds, 60 seconds
#
# Prints a Markdown table of medians and ratios; progress on stderr. Installs snmpd if it is missing. Wants DISMAN-PING-MIB
# and TCP-MIB, which the sources have for their tests.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

rounds=${1:-3}
stopped_seconds=${2:-60}
endurance=("${@:3}")
probes=10000
longest_start_seconds=300
image=${IMAGE:-$root/distribution/target/gatewatch}
mibs=$root/bundles/org.gatewatch.snmp/src/test/resources/mibs
v2c=(-v2c -c public)
v3=(-v3 -l authPriv -u nms -a SHA-256 -A auth-passphrase -x AES -X priv-passphrase)
snmpd=127.0.0.1:161
gatewatch=127.0.0.1:1161
ping_results=1.3.6.1.2.1.80.1.3.1
tcp_connections=1.3.6.1.2.1.6.19.1
max_concurrent=1.3.6.1.2.1.80.1.1.0
sys_name=1.3.6.1.2.1.1.5.0

configure() {
    cp -r "$image/config" "$work/config"
    targets $probes | awk -v folder="$work/config/monitors" '
        NR % 500 == 1 { file = sprintf("%s/bulk-%d.yaml", folder, NR)
            printf "monitorName: bulk-%d\naggregationPeriod: 10\nprobes:\n", NR > file }
        { printf "  - {name: p%d, destination: %s}\n", NR, $1 > file }
        NR % 500 == 0 { close(file) }'
    printf '%s\n' 'v3.user = nms' 'v3.auth.passphrase = auth-passphrase' 'v3.priv.passphrase = priv-passphrase' \
        "agentx.socket = $work/master" > "$work/keys"
    # the last of two equal keys counts
    cat "$work/keys" >> "$work/config/org.gatewatch.snmp.cfg"
}
start_snmpd() { # with 5,000 connections of its own host to itself: 10,000 rows
    cat > "$work/snmpd.conf" << END
rocommunity public 127.0.0.1
createUser nms SHA-256 auth-passphrase AES priv-passphrase
rouser nms priv
master agentx
agentXSocket $work/master
agentXTimeout 1
agentXRetries 0
END
    "${in_gateway[@]}" python3 - > "$work/connections" << END &
import resource, signal, socket
resource.setrlimit(resource.RLIMIT_NOFILE, (12000, 12000))
server = socket.create_server(("127.0.0.1", 0), backlog=4096)
kept = [(socket.create_connection(server.getsockname()), server.accept()) for _ in range(5000)]
print("connected", flush=True)
signal.pause()
END
    mkdir "$work/state"
    run_snmpd
    until grep -q connected "$work/connections" && [ -S "$work/master" ]; do sleep 0.1; done
}
run_snmpd() {
    MIBS='' SNMP_PERSISTENT_DIR=$work/state "${in_gateway[@]}" snmpd -f -Lf "$work/snmpd.log" -C -c "$work/snmpd.conf" \
        "udp:$snmpd" &
    snmpd_pid=$!
}
start_gatewatch() {
    local deadline=$((SECONDS + longest_start_seconds))
    "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" > "$work/gatewatch.log" 2>&1 &
    until [ "$(rows 2> /dev/null)" = $probes ]; do
        [ $SECONDS -lt $deadline ] || die "gatewatch has not reported all probes: $(tail -n 3 "$work/gatewatch.log")"
        sleep 1
    done
    pid=$(pgrep -f -- "--data $work/data" | tail -n 1)
}
ask() { MIBS='' "${in_gateway[@]}" "$@"; }
rows() { ask snmpbulkwalk "${v2c[@]}" -t5 -Onq -Cr50 $gatewatch "$ping_results.8" | awk '$2 > 0' | wc -l; }

walk() { # AGENT OID OPTION...: varbinds/s
    local agent=$1 oid=$2 start count
    shift 2
    start=$(date +%s%N)
    count=$(ask snmpbulkwalk "$@" -t5 -Onq -Cr50 "$agent" "$oid" | wc -l)
    awk -v n="$count" -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.0f\n", n * 1e9 / ns }'
}
table() { # MIB TABLE COLUMNS: varbinds/s of whole rows through snmpd
    local start count
    start=$(date +%s%N)
    count=$("${in_gateway[@]}" env SNMPCONFPATH="$work" MIBDIRS="$mibs" snmptable "${v2c[@]}" -t5 -m "$1" -CB -Cf , -Cr 10 \
        $snmpd "$2" 2> /dev/null | grep -c ,)
    awk -v n=$((count * $3)) -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.0f\n", n * 1e9 / ns }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
agent_cpu_nanos() {
    grep -l '^gatewatch-snmp-' /proc/"$pid"/task/*/comm | sed 's/comm$/schedstat/' | xargs cat | awk '{ sum += $1 } END { printf "%.0f", sum }'
}
bomb_ms() {
    local before columns
    mapfile -t columns < <(seq 60 | awk -v entry=$ping_results '{ print entry "." 1 + $1 % 10 }')
    before=$(agent_cpu_nanos)
    for _ in $(seq 20); do
        ask snmpbulkget "${v2c[@]}" -t2 -r0 -Cn0 -Cr30000 $gatewatch "${columns[@]}" > "$work/bomb" || die "a bomb is not answered"
    done
    awk -v ns=$(($(agent_cpu_nanos) - before)) 'BEGIN { printf "%.1f", ns / 20e6 }'
}
slowest_other_ms() { # while we are stopped
    local start worst=0 took end=$((SECONDS + stopped_seconds))
    while [ $SECONDS -lt $end ]; do
        ask snmpget "${v2c[@]}" -t2 -r0 $snmpd $max_concurrent > /dev/null 2>&1 || true
        start=$(date +%s%N)
        ask snmpget "${v2c[@]}" -t5 -r0 $snmpd $sys_name > /dev/null || die "snmpd does not answer"
        took=$((($(date +%s%N) - start) / 1000000))
        [ $took -le $worst ] || worst=$took
        sleep 0.5
    done
    echo $worst
}
back_ms() {
    local start
    start=$(date +%s%N)
    until ask snmpget "${v2c[@]}" -t1 -r0 $snmpd $max_concurrent 2> /dev/null | grep -q Gauge; do sleep 0.05; done
    echo $((($(date +%s%N) - start) / 1000000))
}

kill_and_run_snmpd() { # until it answers
    kill -KILL "$snmpd_pid"
    wait "$snmpd_pid" || true
    sleep 1
    run_snmpd
    until ask snmpget "${v2c[@]}" -t1 -r0 $snmpd $sys_name > /dev/null 2>&1; do sleep 0.05; done
}

install_tools snmpd:snmpd python3:python3
is_built || [ -n "${IMAGE:-}" ] || maven package -DskipTests
put_up
configure
start_snmpd
start_gatewatch
for round in $(seq "$rounds"); do
    say "round $round of $rounds, load $(cut -d ' ' -f 1 /proc/loadavg)"
    walk $snmpd $tcp_connections "${v2c[@]}" >> "$work/snmpd-v2c"
    walk $gatewatch $ping_results "${v2c[@]}" >> "$work/gatewatch-v2c"
    walk $snmpd $tcp_connections "${v3[@]}" >> "$work/snmpd-v3"
    walk $gatewatch $ping_results "${v3[@]}" >> "$work/gatewatch-v3"
    table TCP-MIB tcpConnectionTable 2 >> "$work/snmpd-rows"
    table DISMAN-PING-MIB pingResultsTable 10 >> "$work/gatewatch-rows"
done
echo '| varbinds/s, 10,000 rows, median | snmpd, tcpConnectionTable | Gatewatch, pingResultsTable | ratio |'
echo '|---|---|---|---|'
# shellcheck disable=SC2016 # Markdown's
for way in v2c:'`snmpbulkwalk -Cr50`, v2c' v3:'`snmpbulkwalk -Cr50`, v3 SHA-256/AES-128' rows:'`snmptable`, through snmpd and AgentX'; do
    its=$(median < "$work/snmpd-${way%%:*}") ours=$(median < "$work/gatewatch-${way%%:*}")
    echo "| ${way#*:} | $its | $ours | $(awk -v a="$ours" -v b="$its" 'BEGIN { printf "%.2f", a / b }') |"
done
echo
echo "GETBULK of 60 columns with 30,000 repetitions: $(bomb_ms) ms of CPU, answered."
kill -STOP "$pid"
worst=$(slowest_other_ms)
kill -CONT "$pid"
echo "Stopped for $stopped_seconds s: other objects of snmpd within $worst ms; ours are back $(back_ms) ms after we go on."
worst=0
for _ in $(seq "$rounds"); do
    kill_and_run_snmpd
    took=$(back_ms)
    [ "$took" -le "$worst" ] || worst=$took
done
echo "snmpd killed and started $rounds times: our objects are back within $worst ms of its own."
echo
take_down
IMAGE=$image "$(dirname "$0")/snmp-endurance.sh" "${endurance[@]}"

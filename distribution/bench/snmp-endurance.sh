#!/bin/bash
# What SNMP withstands and what that costs probing: four walkers without pause beside 10,000 probes, 100 walks of 20 columns of
# theirs, then with 100 probes 1,000 full walks, a million mutated messages of all versions and a million unauthenticated
# SNMPv3 messages with random engine ids.
#
#   sudo distribution/bench/snmp-endurance.sh [PROBES] [WALKS] [MESSAGES]     default: 10000 1000 1000000; some 20 minutes
#
# PARTS="schedule walks floods" are all there is; each may be run alone. Send lag and round trips are tcpdump's, on the gateway's
# interface: when each request left, and what gwProbeTable says of a whole period against the stamps of its packets. Prints a
# Markdown table; progress on stderr. Mutations come from a kept seed. Live heap is what a full collection leaves.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

probes=${1:-10000}
walks=${2:-1000}
messages=${3:-1000000}
parts=${PARTS:-schedule walks floods}
few_probes=100
watched_seconds=40 # three periods of 10 s, so that one at least is seen whole
fill_seconds=${FILL_SECONDS:-520} # until the tables have 50 periods of 10 s, which is all they keep
longest_start_seconds=300
image=${IMAGE:-$root/distribution/target/gatewatch}
agent=127.0.0.1:1161
base=1.3.6.1.4.1.8072.9999.9999.71.1
sent=$base.1.3.0
late=$base.1.5.0
period=$base.2.1.11

configure() { # PROBES
    rm -rf "$work/config" "$work/data"
    cp -r "$image/config" "$work/config"
    printf '%s\n' 'v3.user = nms' 'v3.auth.passphrase = auth-passphrase' 'v3.priv.passphrase = priv-passphrase' \
        >> "$work/config/org.gatewatch.snmp.cfg" # the last of two equal keys counts
    targets "$1" | awk -v folder="$work/config/monitors" '
        NR % 500 == 1 { file = sprintf("%s/bulk-%d.yaml", folder, NR)
            printf "monitorName: bulk-%d\naggregationPeriod: 10\nprobes:\n", NR > file }
        { printf "  - {name: p%d, destination: %s}\n", NR, $1 > file }
        NR % 500 == 0 { close(file) }'
}
start_gatewatch() { # PROBES
    local deadline=$((SECONDS + longest_start_seconds))
    configure "$1"
    "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" > "$work/gatewatch.log" 2>&1 &
    launcher=$!
    until [ "$(walk $period 2> /dev/null | awk '$2 > 1' | wc -l)" = "$1" ]; do
        [ $SECONDS -lt $deadline ] || die "gatewatch has not reported all probes: $(tail -n 3 "$work/gatewatch.log")"
        sleep 1
    done
    pid=$(pgrep -f -- "--data $work/data" | tail -n 1)
}
stop_gatewatch() {
    kill -TERM "$pid"
    wait $launcher || true
}
ask() { MIBS='' "${in_gateway[@]}" "$@"; }
walk() { ask snmpbulkwalk -v2c -c public -t5 -Onq -Cr50 $agent "$1"; }
get() { ask snmpget -v2c -c public -t5 -Oqv $agent "$1"; }
twenty_columns() {
    local column
    walk 1.3.6.1.2.1.80.1.3.1
    for column in $(seq 20 29); do walk "$base.2.1.$column"; done
}
# Of the agent's thread since the start: ns on a core, ns waiting for one.
agent_times() { grep -lx 'gatewatch-snmp-' /proc/"$pid"/task/*/comm | sed 's/comm$/schedstat/' | xargs cat | awk '{ r += $1; w += $2 } END { print r, w }'; }
live_heap_kib() { jcmd "$pid" GC.class_histogram | awk '$1 == "Total" { printf "%.0f", $3 / 1024 }'; }

# What probing does in a while: packets more than 25 ms late as it says itself; send lag and round trips as tcpdump has them.
schedule() {
    local before_sent before_late column
    before_sent=$(get $sent) before_late=$(get $late)
    "${in_gateway[@]}" timeout $watched_seconds tcpdump -i wan --time-stamp-precision=nano -n -s 64 -B 65536 -Z root \
        -w "$work/pcap" 'icmp[0] == 0 or icmp[0] == 8' 2> "$work/tcpdump.log" || true
    awk -v s=$(($(get $sent) - before_sent)) -v l=$(($(get $late) - before_late)) \
        'BEGIN { printf "%d packets/s, %.3f %% of them late by more than 25 ms", s / '$watched_seconds', 100 * l / s }'
    for column in 11 12 13 25 26 30 11; do walk "$base.2.1.$column"; done > "$work/walked"
    grep -q '^0 packets dropped by kernel' "$work/tcpdump.log" || printf ' (%s)' "$(grep 'dropped by' "$work/tcpdump.log")"
    tcpdump --time-stamp-precision=nano -r "$work/pcap" -w "$work/requests.pcap" 'icmp[0] == 8' 2> /dev/null
    java -XX:-UsePerfData -cp "$root/distribution/bench/target/classes" org.gatewatch.bench.SendLag "$work/requests.pcap" 1000 |
        awk '{ printf "; send lag %s ms (median), %s (p99), %s (p99.9), %s (max)", $1, $2, $3, $4 }'
    printf '; %s' "$(python3 -B "$(dirname "$0")/snmp-against-wire.py" "$work/pcap" "$work/walked" "$base")"
}
walk_without_end() {
    while :; do
        walk 1.3.6.1.2.1.80.1.3
        walk $base.2
    done > /dev/null 2>&1
}
# Sends messages at 10,000 a second; asks for one object ten times a second and tells the worst answer. Who asks is a process
# of its own: beside the sender it would wait for Python's lock, 5 ms a time.
send() { # mutated|strangers|nothing
    "${in_gateway[@]}" python3 - "$1" "$messages" << 'END'
import multiprocessing, random, socket, sys, time
kind, count = sys.argv[1], int(sys.argv[2])
target = ("127.0.0.1", 1161)
good = bytes.fromhex("302902010104067075626c6963a01c02040badcafe020100020100300e300c06082b060102010105000500")
corpus = [bytes.fromhex(text) for text in (
    "302602010004067075626c6963a11902040badcafe020100020100300b300906052b060102010500",
    "302802010104067075626c6963a51b02040badcafe02010002027530300c300a06062b06010201500500",
    "3037020103300d020101020210000401040201030410300e0400020100020100040004000400301104000400a00b0201070201000201003000")] + [good]
rng = random.Random(20261121)
def mutated():
    message = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(4)):
        message[rng.randrange(len(message))] = rng.randrange(256)
    return bytes(message[:rng.randrange(len(message) + 1)] if rng.random() < 0.125 else message)
head = bytes.fromhex("3052020103300d02010102021000040104020103041f301d040c")
middle = bytes.fromhex("02010002010004036e6d7304000400301d040c")
tail = bytes.fromhex("0400a00b0201070201000201003000")
def stranger():
    engine = rng.randbytes(12)
    return head + engine + middle + engine + tail
make = {"mutated": mutated, "strangers": stranger, "nothing": None}[kind]
def ask(over, answers):
    waits = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.settimeout(2)
        while not over.is_set():
            start = time.perf_counter()
            own.sendto(good, target)
            try:
                own.recv(2000)
                waits.append(time.perf_counter() - start)
            except socket.timeout:
                waits.append(float("inf"))
            over.wait(0.1)
    answers.send(sorted(waits))
fork = multiprocessing.get_context("fork")
over = fork.Event()
answers, told = fork.Pipe(False)
asking = fork.Process(target=ask, args=(over, told))
asking.start()
out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
start = time.perf_counter()
for number in range(count):
    if make:
        out.sendto(make(), target)
    if number % 100 == 99:
        ahead = start + number / 10_000 - time.perf_counter()
        if ahead > 0:
            time.sleep(ahead)
took = time.perf_counter() - start
over.set()
waits = answers.recv()
asking.join()
lost = sum(wait == float("inf") for wait in waits)
print(f"{count / took:.0f}/s; of {len(waits)} GETs meanwhile {lost} unanswered, half within {1000 * waits[len(waits) // 2]:.1f} ms, "
      f"99 % within {1000 * waits[int(0.99 * len(waits))]:.1f} ms, worst {1000 * waits[-1]:.1f} ms", end="")
END
}

part_schedule() { # with many probes
    say 'quiet, then four walkers'
    echo "| $probes probes, nobody walks | $(schedule) |"
    walkers=()
    for _ in 1 2 3 4; do
        walk_without_end &
        walkers+=($!)
    done
    echo "| $probes probes, four walkers without pause | $(schedule) |"
    for walker in "${walkers[@]}"; do kill -TERM "$walker"; done
    wait "${walkers[@]}" || true
}
part_full_tables() { # with many probes
    say "until its tables are full, then $((walks / 10)) walks"
    while [ $((SECONDS - started)) -lt "$fill_seconds" ]; do sleep 1; done
    for _ in 1 2 3; do twenty_columns > /dev/null; done
    before=$(live_heap_kib)
    for _ in $(seq $((walks / 10))); do twenty_columns > "$work/walked"; done
    echo "| $((walks / 10)) walks of $(wc -l < "$work/walked") varbinds, $probes probes: live heap before, after | $before KiB," \
        "$(live_heap_kib) KiB |"
}
part_walks() { # with few probes
    say "$walks full walks"
    before=$(live_heap_kib)
    for _ in $(seq "$walks"); do walk .1 > /dev/null; done
    echo "| $walks full walks, $few_probes probes: live heap before, after | $before KiB, $(live_heap_kib) KiB |"
}
flood() { # mutated|strangers|nothing
    local before after
    before=$(agent_times)
    send "$1"
    after=$(agent_times)
    awk -v b="$before" -v a="$after" 'BEGIN { split(b, x); split(a, y)
        printf "; the agent ran for %.1f s and waited %.1f s for a core", (y[1] - x[1]) / 1e9, (y[2] - x[2]) / 1e9 }'
}
part_floods() { # with few probes
    say 'nobody floods, for comparison'
    echo "| no messages for as long as 200,000 take | $(messages=200000 flood nothing) |"
    say "$messages mutated messages"
    before=$(live_heap_kib)
    result=$(flood mutated)
    echo "| $messages mutated messages | $result; live heap $before KiB, $(live_heap_kib) KiB |"
    say "$messages messages of strangers"
    before=$(live_heap_kib)
    result=$(flood strangers)
    echo "| $messages unauthenticated v3 messages, random engine ids | $result; live heap $before KiB, $(live_heap_kib) KiB |"
}
has_part() { [[ " $parts " == *" $1 "* ]]; }

install_tools python3:python3 tcpdump:tcpdump
is_built || [ -n "${IMAGE:-}" ] || maven package -DskipTests
put_up
echo '| what | result |'
echo '|---|---|'
if has_part schedule || has_part walks; then
    say "starting with $probes probes"
    start_gatewatch "$probes"
    started=$SECONDS
    ! has_part schedule || part_schedule
    ! has_part walks || part_full_tables
    stop_gatewatch
fi
if has_part walks || has_part floods; then
    say "starting with $few_probes probes"
    start_gatewatch $few_probes
    for _ in 1 2 3; do walk .1 > /dev/null; done
    threads=$(find /proc/"$pid"/task -maxdepth 1 | wc -l)
    ! has_part walks || part_walks
    ! has_part floods || part_floods
    echo "| threads before and after | $threads, $(find /proc/"$pid"/task -maxdepth 1 | wc -l) |"
fi

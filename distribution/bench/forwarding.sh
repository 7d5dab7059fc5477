#!/bin/bash
# Measures what capturing costs traffic that this host forwards: src - gw - dst, three network namespaces, forwarding
# through gw with nothing captured, with Gatewatch running in gw, and with tcpdump capturing ICMP there instead.
#
#   sudo distribution/bench/forwarding.sh [ROUNDS] [SECONDS]      default 9 rounds; 2 seconds for each of 6 figures
#
# Needs the built image (mvn -B -DskipTests package); installs iperf3, jq and tcpdump when they are missing. Prints a
# line a round, then a table of medians; a ratio is taken within its round. On a busy machine
# trust the CPU time, which others disturb less than the throughput.
# Everything runs on this host's processors, so every nanosecond of forwarding shows: hardware hides more of it.
set -euo pipefail
rounds=${1:-9}
seconds=${2:-2}
here=$(cd "$(dirname "$0")/.." && pwd)
gatewatch=$here/target/gatewatch/bin/gatewatch
src=gwf-$$-src gw=gwf-$$-gw dst=gwf-$$-dst
work=$(mktemp -d)
capturing=
leave() {
    set +e
    [ -z "$capturing" ] || kill "$capturing"
    for namespace in "$src" "$gw" "$dst"; do
        ip netns pids "$namespace" | xargs -r kill
        ip netns delete "$namespace"
    done 2> /dev/null
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 130' INT TERM
[ -x "$gatewatch" ] || { echo "no image: mvn -B -DskipTests package" >&2; exit 1; }
missing=()
for tool in iperf3 jq tcpdump; do command -v "$tool" > /dev/null || missing+=("$tool"); done
[ ${#missing[@]} -eq 0 ] || apt-get install -y -q "${missing[@]}" > /dev/null

cable() { # NAMESPACE DEVICE ADDRESS - NAMESPACE DEVICE ADDRESS
    ip -n "$1" link add "$2" type veth peer name "$5" netns "$4"
    ip -n "$1" address add "$3" dev "$2"
    ip -n "$4" address add "$6" dev "$5"
    ip -n "$1" link set "$2" up
    ip -n "$4" link set "$5" up
}
for namespace in "$src" "$gw" "$dst"; do ip netns add "$namespace"; done
cable "$src" eth0 192.0.2.2/30 "$gw" in0 192.0.2.1/30
cable "$dst" eth0 192.0.2.6/30 "$gw" out0 192.0.2.5/30
ip -n "$src" route add default via 192.0.2.1
ip -n "$dst" route add default via 192.0.2.5
ip netns exec "$gw" sysctl -q -w net.ipv4.ip_forward=1
ip netns exec "$dst" iperf3 -s > /dev/null 2>&1 &

# Whether something captures in gw. The first line of the kernel's list is its title.
captures() { [ "$(ip netns exec "$gw" cat /proc/net/packet | wc -l)" -gt 1 ]; }
begin() { # nothing|gatewatch|tcpdump
    mkdir -p "$work/config/connections" "$work/config/monitors"
    case $1 in
        nothing) return ;;
        gatewatch) ip netns exec "$gw" "$gatewatch" run --config "$work/config" --data "$work/data" > "$work/log" 2>&1 & ;;
        tcpdump) ip netns exec "$gw" tcpdump -i any -w /dev/null 'icmp or icmp6' 2> /dev/null & ;;
    esac
    capturing=$!
    until captures; do sleep 0.1; done
    sleep 3 # beyond the start's own work
}
end() {
    [ -n "$capturing" ] || return 0
    kill "$capturing"
    wait "$capturing" || true
    capturing=
    while captures; do sleep 0.1; done
}
client() { ip netns exec "$src" iperf3 -c 192.0.2.6 -t "$seconds" -J "$@"; }
# Prints of one TCP flow Gbit/s and CPU microseconds per MB of both ends, of UDP packets of 64 bytes thousands a second
# that arrived and the sender's CPU microseconds per packet: forwarding runs in the sender's own time here.
measure() {
    client | jq '.end | .sum_received.bits_per_second / 1e9,
        (.cpu_utilization_percent.host_total + .cpu_utilization_percent.remote_total) * .sum_sent.seconds * 1e4
            / (.sum_received.bytes / 1e6)'
    client -u -b 0 -l 64 | jq '.end | (.sum.packets - .sum.lost_packets) / .sum.seconds / 1e3,
        .cpu_utilization_percent.host_total * .sum.seconds * 1e4 / .sum.packets'
}
ways=(nothing gatewatch tcpdump)
for round in $(seq "$rounds"); do
    for i in 0 1 2; do
        way=${ways[$(((i + round) % 3))]} # whoever runs first runs last in the next round
        begin "$way"
        measure > "$work/$way"
        end
    done
    paste -d ' ' "$work/nothing" "$work/gatewatch" "$work/tcpdump" | paste -s -d ' ' >> "$work/figures"
    tail -n 1 "$work/figures" | awk '{
        printf "TCP %.2f %.2f %.2f Gbit/s, %.0f %.0f %.0f us/MB; ", $1, $2, $3, $4, $5, $6
        printf "UDP %.0f %.0f %.0f kpps, %.3f %.3f %.3f us/packet\n", $7, $8, $9, $10, $11, $12 }'
done
median() { # of an awk expression over the rounds
    awk "{ print $1 }" "$work/figures" | sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
printf '\n%s, %s cores, Linux %s, %s rounds of %s s\n' "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)" "$(nproc)" \
    "$(uname -r)" "$rounds" "$seconds"
row() { printf '%-22s %9.3f %9.3f %9.3f %10.3f %10.3f\n' "$1" "$(median "$2")" "$(median "$3")" "$(median "$4")" "$(median "$3/$2")" "$(median "$4/$2")"; }
printf '%-22s %9s %9s %9s %10s %10s\n' '' nothing gatewatch tcpdump 'gw ratio' 'td ratio'
row 'TCP, Gbit/s' "\$1" "\$2" "\$3"
row 'TCP, CPU us per MB' "\$4" "\$5" "\$6"
row 'UDP, kpps' "\$7" "\$8" "\$9"
row 'UDP, CPU us per packet' "\$10" "\$11" "\$12"

#!/bin/bash
# What Gatewatch costs traffic that this host forwards through the probed interface: CPU nanoseconds a UDP packet of
# 1,000 bytes, without and with Gatewatch probing one target through that interface, in turn.
#
#   sudo distribution/bench/forwarding.sh [ROUNDS] [PACKETS]      default: 15 rounds of 500,000 packets each way
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2
rounds=${1:-15}
packets=${2:-500000}
image=$root/distribution/target/gatewatch
host=gatewatch-bench-$$-host
eval "$(declare -f take_down | sed '1s/take_down/take_down_pair/')"
take_down() { ip netns delete "$host" 2> /dev/null; take_down_pair; }

flood() { ip netns exec "$host" "$work/flood" 198.18.0.2 "$packets"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

install_tools gcc:gcc /usr/include/stdio.h:libc6-dev ping:iputils-ping
is_built || { say "building the image"; maven -q -DskipTests -DskipITs package >&2; }
gcc -O2 -static -o "$work/flood" "$root/distribution/bench/flood.c"
put_up
ip netns add "$host"
ip link add lan netns "$gateway" type veth peer name lan netns "$host"
ip -n "$gateway" address add 192.0.2.1/24 dev lan
ip -n "$host" address add 192.0.2.2/24 dev lan
for ns in "$gateway" "$host"; do ip -n "$ns" link set lan up; done
ip -n "$host" route add default via 192.0.2.1
"${in_gateway[@]}" sysctl -qw net.ipv4.ip_forward=1
"${in_peer[@]}" nft 'add table inet bench; add chain inet bench input { type filter hook input priority 0; };
    add rule inet bench input udp dport 9 drop' # no ICMP errors, which nobody floods with
"${in_peer[@]}" ip route add 192.0.2.0/24 via $source_address
cp -r "$image/config" "$work/config"
printf 'monitorName: one\nprobes:\n  - {name: p, destination: 198.18.0.1}\n' > "$work/config/monitors/one.yaml"
flood > "$work/warm-up"
for round in $(seq "$rounds"); do
    flood >> "$work/without"
    "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" > "$work/log" 2>&1 &
    pid=$!
    before=$(requests_at_peer)
    until [ "$(requests_at_peer)" -gt $((before + 2)) ]; do sleep 0.2; done
    flood >> "$work/with"
    kill $pid
    wait $pid || true
    say "round $round: $(tail -n 1 "$work/without") ns without, $(tail -n 1 "$work/with") ns with Gatewatch"
done
without=$(median < "$work/without")
with=$(median < "$work/with")
echo "| CPU ns a forwarded packet | without | with Gatewatch | slow-down |"
echo "|---|---|---|---|"
echo "| median of $rounds | $without | $with | $(awk -v a="$without" -v b="$with" 'BEGIN { printf "%.2f %%", 100 * (b - a) / a }') |"

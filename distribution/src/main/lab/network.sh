# shellcheck shell=bash disable=SC2034
# Two namespaces joined by a cable, for benchmarks and tests of what is installed: a gateway, and a peer, 198.51.100.1, that
# answers for all of 198.18.0.0/15 too, with the kernel's own echo replies. Sourced after machine.sh, whose leave() takes
# them down, with whatever runs in them.
gateway=gatewatch-two-$$-gw
peer=gatewatch-two-$$-peer
source_address=198.51.100.2
peer_address=198.51.100.1

# Prefixes, not functions: a command started in the background with one of them has the process id that $! tells.
in_gateway=(ip netns exec "$gateway")
in_peer=(ip netns exec "$peer")
put_up() {
    local ns
    for ns in "$gateway" "$peer"; do ip netns add "$ns"; ip -n "$ns" link set lo up; done
    ip link add wan netns "$gateway" type veth peer name wan netns "$peer"
    ip -n "$gateway" address add $source_address/30 dev wan
    ip -n "$peer" address add $peer_address/30 dev wan
    for ns in "$gateway" "$peer"; do ip -n "$ns" link set wan up; done
    ip -n "$gateway" route add 198.18.0.0/15 via $peer_address
    ip -n "$peer" route add local 198.18.0.0/15 dev lo
    next_hop_mac=$(ip -n "$peer" -json link show wan | jq -r '.[0].address')
    "${in_gateway[@]}" ping -q -c 1 -W 2 198.18.0.1 > /dev/null || die "the peer does not answer"
}
take_down() { remove_network; } # who has more to take down writes another
remove_network() {
    local ns pid
    for ns in "$gateway" "$peer"; do
        [ -e "/run/netns/$ns" ] || continue
        for pid in $(ip netns pids "$ns"); do kill -KILL "$pid" 2> /dev/null; done
        ip netns delete "$ns"
    done
}
# Addresses that the peer answers for: the first N of them.
targets() { # N
    seq "$1" | awk '{ printf "198.%d.%d.%d\n", 18 + int($1 / 65536), int($1 / 256) % 256, $1 % 256 }'
}
# Echo requests that reached the peer so far, counted by its kernel: nothing that is measured has to be believed.
requests_at_peer() { "${in_peer[@]}" cat /proc/net/snmp | awk '/^Icmp: [0-9]/ { print $10 }'; }
# Milliseconds of the monotonic clock: somebody may step the other one, a test of Gatewatch's does.
now_ms() { local up; read -r up _ < /proc/uptime; echo $((10#${up/./} * 10)); }

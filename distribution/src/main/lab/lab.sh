#!/bin/bash
# A test network in network namespaces: a VPN gateway, customer gateways and the internet between them.
#
#   lab.sh up                    build it
#   lab.sh down                  take it away with every process that runs in it; again: nothing to do
#   lab.sh status                which nodes are there and what runs in them
#   lab.sh exec NODE CMD...      become CMD in a node: gw, inet, cgw1, cgw2, cgw3 or many
#   lab.sh link NODE IF up|down  up brings the addresses and routes back that a link takes along when it goes down
#   lab.sh link NODE IF renew    a new link of the same name, with the same addresses
#
#   gw  wan  198.51.100.2/30 --- gw  198.51.100.1  inet  c1 203.0.113.254 ---- wan 203.0.113.1/32  cgw1
#       2001:db8:0:1::2/64           2001:db8:0:1::1     c2                    wan 203.0.113.2     cgw2
#       wan2 198.51.100.6/30 --- gw2 198.51.100.5        c3                    wan 203.0.113.3     cgw3
#       2001:db8:0:2::2/64           2001:db8:0:2::1     2001:db8:1:i::1           2001:db8:1:i::2
#                                                        many 198.51.100.9 --- wan 198.51.100.10/30  many
#                                                        2001:db8:0:3::1           2001:db8:0:3::2/64
#
# many stands for thousands of customer gateways: it answers for all of 198.18.0.0/16 and 2001:db8:ffff::/48.
# impair.sh, beside this, breaks the network. On gw, names are looked up in /etc/netns/gatewatch-<lab>-gw/hosts and then
# at a server that never answers.
#
# GATEWATCH_LAB names the lab (default "lab"): labs of different names run side by side and never touch each other.
# There is no state but the namespaces, named gatewatch-<lab>-<node>, and gw's files in /etc/netns.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=nodes.sh
. "$(dirname "$0")/nodes.sh"

add_node() {
    ip netns add "$(name "$1")"
    ip -n "$(name "$1")" link set lo up
    # Duplicate address detection would hold neighbour discovery, and so the first packets, up for seconds.
    kernel "$1" net/ipv6/conf/default/accept_dad 0
    # Answers come by another way than questions went, where a route changes or delay.py stands in the way.
    kernel "$1" net/ipv4/conf/all/rp_filter 0
    kernel "$1" net/ipv4/conf/default/rp_filter 0
}
CABLES=('gw wan inet gw' 'gw wan2 inet gw2' 'cgw1 wan inet c1' 'cgw2 wan inet c2' 'cgw3 wan inet c3' 'many wan inet many')
lay() { # NODE IF NODE IF: a cable with both its ends
    ip link add "$2" netns "$(name "$1")" type veth peer name "$4" netns "$(name "$3")"
    raise "$3" "$4"
    raise "$1" "$2"
}
address() { # NODE IF ADDRESS...
    local ns address
    ns=$(name "$1")
    for address in "${@:3}"; do ip -n "$ns" address replace "$address" dev "$2"; done
}
# Brings a link up with all that belongs to it. Everything replaces, so that it also mends what a link down removed.
raise() { # NODE IF
    local ns i=${2#c}
    ns=$(name "$1")
    ip -n "$ns" link set "$2" up
    case $1/$2 in
    gw/wan)
        address gw wan 198.51.100.2/30 2001:db8:0:1::2/64
        ip -n "$ns" route replace default via 198.51.100.1
        ip -n "$ns" -6 route replace default via 2001:db8:0:1::1 ;;
    gw/wan2)
        address gw wan2 198.51.100.6/30 2001:db8:0:2::2/64 ;;
    inet/gw)
        address inet gw 198.51.100.1/30 2001:db8:0:1::1/64 ;;
    inet/gw2)
        address inet gw2 198.51.100.5/30 2001:db8:0:2::1/64 ;;
    inet/many)
        address inet many 198.51.100.9/30 2001:db8:0:3::1/64
        ip -n "$ns" route replace 198.18.0.0/16 via 198.51.100.10
        ip -n "$ns" -6 route replace 2001:db8:ffff::/48 via 2001:db8:0:3::2 ;;
    inet/c[123])
        address inet "c$i" 203.0.113.254/32 "2001:db8:1:$i::1/64"
        ip -n "$ns" route replace "203.0.113.$i" dev "c$i" ;;
    cgw[123]/wan)
        i=${1#cgw}
        address "cgw$i" wan "203.0.113.$i/32" "2001:db8:1:$i::2/64"
        ip -n "$ns" route replace default via 203.0.113.254 dev wan onlink
        ip -n "$ns" -6 route replace default via "2001:db8:1:$i::1" ;;
    many/wan)
        address many wan 198.51.100.10/30 2001:db8:0:3::2/64
        ip -n "$ns" route replace default via 198.51.100.9
        ip -n "$ns" -6 route replace default via 2001:db8:0:3::1 ;;
    *) die "$1 has no link '$2'" ;;
    esac
}
forward() { # makes the internet a router, with a place for impairments, that tells every error
    kernel inet net/ipv4/ip_forward 1
    kernel inet net/ipv6/conf/all/forwarding 1
    kernel inet net/ipv4/icmp_ratelimit 0
    kernel inet net/ipv6/icmp/ratelimit 0
    in_node inet nft 'add table inet lab; add chain inet lab forward { type filter hook forward priority 0; }'
}
answer_for_many() {
    ip -n "$(name many)" route add local 198.18.0.0/16 dev lo
    ip -n "$(name many)" -6 route add local 2001:db8:ffff::/48 dev lo
}
look_up_names() {
    mkdir -p "$(etc gw)"
    printf '127.0.0.1 localhost %s\n' "$(hostname)" > "$(etc gw)/hosts"
    echo 'hosts: files dns' > "$(etc gw)/nsswitch.conf"
    echo 'nameserver 192.0.2.53' > "$(etc gw)/resolv.conf"
    ip -n "$(name inet)" route add blackhole 192.0.2.53
}
up() {
    local n cable
    for n in "${NODES[@]}"; do ! exists "$n" || die "the lab '$LAB' is up already"; done
    trap down EXIT # half a lab helps nobody
    for n in "${NODES[@]}"; do add_node "$n"; done
    # shellcheck disable=SC2086 # four words
    for cable in "${CABLES[@]}"; do lay $cable; done
    forward
    answer_for_many
    look_up_names
    trap - EXIT
}
renew() { # NODE IF
    local cable
    for cable in "${CABLES[@]}"; do
        [[ $cable == "$1 $2 "* ]] || continue
        ip -n "$(name "$1")" link delete "$2"
        # shellcheck disable=SC2086 # four words
        lay $cable
        return
    done
    die "$1 has no link '$2'"
}

processes() {
    local n
    for n in "${NODES[@]}"; do ! exists "$n" || ip netns pids "$(name "$n")"; done
}
signal() { # SIGNAL: a process may be gone before it is asked
    local pid
    for pid in $(processes); do kill "-$1" "$pid" 2>/dev/null || true; done
}
down() {
    local n
    signal TERM
    for _ in $(seq 30); do
        [ -n "$(processes)" ] || break
        sleep 0.1
    done
    signal KILL
    for n in "${NODES[@]}"; do ! exists "$n" || ip netns delete "$(name "$n")" || true; done
    rm -rf "$(etc gw)"
}
status() {
    local n pid
    for n in "${NODES[@]}"; do
        exists "$n" || { echo "$n is not there"; continue; }
        echo "$n is there: $(name "$n")"
        for pid in $(ip netns pids "$(name "$n")"); do
            echo "    $pid $(tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | cut -c1-100)"
        done
    done
}

[ $# -ge 1 ] || usage
command=$1; shift
case $command/$# in
up/0 | down/0 | status/0) "$command" ;;
exec/[01]) usage ;;
exec/*) ns=$(node "$1"); shift; exec ip netns exec "$ns" "$@" ;;
link/3) ns=$(node "$1")
    case $3 in
    up) raise "$1" "$2" ;;
    down) ip -n "$ns" link set "$2" down ;;
    renew) renew "$1" "$2" ;;
    *) usage ;;
    esac ;;
*) usage ;;
esac

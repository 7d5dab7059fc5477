#!/bin/bash
# A test network in network namespaces: a VPN gateway, three customer gateways and the internet between them.
#
#   lab.sh up                    build it
#   lab.sh down                  take it away with every process that runs in it; again: nothing to do
#   lab.sh status                which nodes are there and what runs in them
#   lab.sh exec NODE CMD...      become CMD in a node: gw, inet, cgw1, cgw2 or cgw3
#   lab.sh lose CUSTOMER N       the internet drops every Nth packet to customer gateway 1, 2 or 3
#   lab.sh cut CUSTOMER          the internet drops everything from and to it, silently
#   lab.sh heal CUSTOMER         none of this any more
#   lab.sh link NODE IF up|down  up brings the addresses and routes back that a link takes along when it goes down
#
#   gw  wan 198.51.100.2/30 ---- gw 198.51.100.1  inet  c1 203.0.113.254 ---- wan 203.0.113.1/32  cgw1
#       2001:db8:0:1::2/64          2001:db8:0:1::1     c2                    wan 203.0.113.2     cgw2
#                                                       c3                    wan 203.0.113.3     cgw3
#                                                       2001:db8:1:i::1           2001:db8:1:i::2
#
# GATEWATCH_LAB names the lab (default "lab"): labs of different names run side by side and never touch each other.
# There is no state but the namespaces, named gatewatch-<lab>-<node>.
set -euo pipefail
LAB=${GATEWATCH_LAB:-lab}
NODES=(gw inet cgw1 cgw2 cgw3)

die() { echo "lab.sh: $*" >&2; exit 1; }
usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ $LAB =~ ^[a-z0-9-]{1,60}$ ]] || die "GATEWATCH_LAB '$LAB': allowed are 1 to 60 of [a-z0-9-]"
[ "$(id -u)" = 0 ] || die "needs root"

name()   { echo "gatewatch-$LAB-$1"; }
exists() { [ -e "/run/netns/$(name "$1")" ]; }
node()   { # NODE: its namespace, which must be there
    [[ " ${NODES[*]} " == *" $1 "* ]] || die "no node is called '$1', only: ${NODES[*]}"
    exists "$1" || die "the lab '$LAB' is not up"
    name "$1"
}
customer() { [[ $1 =~ ^[123]$ ]] || die "customer '$1': allowed are 1, 2 and 3"; }
in_node()  { local ns; ns=$(node "$1"); shift; ip netns exec "$ns" "$@"; }

add_node() {
    ip netns add "$(name "$1")"
    ip -n "$(name "$1")" link set lo up
    # Duplicate address detection would hold neighbour discovery, and so the first packets, up for seconds.
    kernel "$1" net/ipv6/conf/default/accept_dad 0
}
kernel() { # NODE PARAMETER VALUE
    in_node "$1" sh -c "echo $3 > /proc/sys/$2" || die "cannot set $2: is /proc/sys read-only?"
}
cable() { # NODE IF NODE IF: a cable
    ip link add "$2" netns "$(name "$1")" type veth peer name "$4" netns "$(name "$3")"
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
    inet/gw)
        address inet gw 198.51.100.1/30 2001:db8:0:1::1/64 ;;
    inet/c[123])
        address inet "c$i" 203.0.113.254/32 "2001:db8:1:$i::1/64"
        ip -n "$ns" route replace "203.0.113.$i" dev "c$i" ;;
    cgw[123]/wan)
        i=${1#cgw}
        address "cgw$i" wan "203.0.113.$i/32" "2001:db8:1:$i::2/64"
        ip -n "$ns" route replace default via 203.0.113.254 dev wan onlink
        ip -n "$ns" -6 route replace default via "2001:db8:1:$i::1" ;;
    *) die "$1 has no link '$2'" ;;
    esac
}
forward() { # makes the internet a router, with a place for impairments
    kernel inet net/ipv4/ip_forward 1
    kernel inet net/ipv6/conf/all/forwarding 1
    in_node inet nft 'add table inet lab; add chain inet lab forward { type filter hook forward priority 0; }'
}
up() {
    local n i
    for n in "${NODES[@]}"; do ! exists "$n" || die "the lab '$LAB' is up already"; done
    trap down EXIT # half a lab helps nobody
    for n in "${NODES[@]}"; do add_node "$n"; done
    cable gw wan inet gw
    raise inet gw
    raise gw wan
    for i in 1 2 3; do
        cable "cgw$i" wan inet "c$i"
        raise inet "c$i"
        raise "cgw$i" wan
    done
    forward
    trap - EXIT
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

drop() { # CUSTOMER MATCH...
    in_node inet nft "add rule inet lab forward ${*:2} counter drop comment \"$1\""
}
heal() {
    local handle
    for handle in $(in_node inet nft -a list chain inet lab forward | sed -n "s/.*comment \"$1\".*# handle //p"); do
        in_node inet nft delete rule inet lab forward handle "$handle"
    done
}
# Counted, not drawn by lot: every fifth packet is 20 % in every period, and each address family counts for itself.
lose() {
    local family
    for family in ipv4 ipv6; do drop "$1" oifname "c$1" meta nfproto "$family" numgen inc mod "$2" 0; done
}
isolate() { drop "$1" oifname "c$1"; drop "$1" iifname "c$1"; }

[ $# -ge 1 ] || usage
command=$1; shift
case $command/$# in
up/0 | down/0 | status/0) "$command" ;;
exec/[01]) usage ;;
exec/*) ns=$(node "$1"); shift; exec ip netns exec "$ns" "$@" ;;
lose/2) customer "$1"
    [[ $2 =~ ^[1-9][0-9]*$ ]] || die "every '$2'th packet: allowed are whole numbers from 1"
    lose "$1" "$2" ;;
cut/1) customer "$1"; isolate "$1" ;;
heal/1) customer "$1"; heal "$1" ;;
link/3) ns=$(node "$1")
    case $3 in
    up) raise "$1" "$2" ;;
    down) ip -n "$ns" link set "$2" down ;;
    *) usage ;;
    esac ;;
*) usage ;;
esac

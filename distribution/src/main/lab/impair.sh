#!/bin/bash
# Breaks the lab that lab.sh has built. TARGET is a peer's address or prefix, IPv4 or IPv6; WAY is to, from or both.
#
#   impair.sh lose TARGET WAY PERCENT      the internet loses so many packets, drawn by lot
#   impair.sh thin TARGET WAY N            the internet loses every Nth packet: the same in every period
#   impair.sh cut TARGET                   the internet loses everything, silently
#   impair.sh limit TARGET RATE [BURST]    the peer answers at most RATE echo requests a second
#   impair.sh refuse TARGET icmp|PORT      the peer's firewall drops echo requests, or SYNs to a TCP port
#   impair.sh hole TARGET BYTES            larger packets vanish and nobody says so
#   impair.sh narrow TARGET BYTES          a link of that MTU, and a router that says so
#   impair.sh detour TARGET WAY KEY=N...   over a bad line: delay, jitter, loss, duplicate, corrupt, ... (delay.py)
#   impair.sh heal TARGET                  none of the above any more
#   impair.sh flap NODE IF SECONDS         a link goes down and comes up again; of cgw1 wan it is a reboot
#   impair.sh mac loud|silent              the gateway's next hop has another MAC address, and says so or not
#   impair.sh route TARGET wan|wan2        the gateway's route
#   impair.sh tunnel up|down               a TUN device ipsec0 on gw, which is 198.51.100.129 and 2001:db8:0:100::1 in it,
#                                          to 192.0.2.6 and 2001:db8:2:1::2 at cgw1
#   impair.sh firewall NODE                drops what belongs to no connection that its kernel knows of
#   impair.sh call NAME ADDRESS            the gateway's hosts file has this name; ADDRESS none: no more
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=nodes.sh
. "$here/nodes.sh"

family() { case $1 in *:*) echo ip6 ;; *) echo ip ;; esac; }
dash()   { case $1 in *:*) echo -6 ;; *) echo -4 ;; esac; }
echoes() { case $1 in *:*) echo icmpv6 type echo-request ;; *) echo icmp type echo-request ;; esac; }
number() { [[ $1 =~ ^[0-9]+(\.[0-9]+)?$ ]] || die "'$1': expected is a number"; }

drop() { # TARGET to|from|both MATCH...
    local way
    for way in $(ways "$2"); do
        in_node inet nft "add rule inet lab forward $(family "$1") ${way}addr $1 ${*:3} counter drop comment \"$1\""
    done
}
ways() { # WAY: as nft says it
    case $1 in to) echo d ;; from) echo s ;; both) echo d s ;; *) usage ;; esac
}
heal() { # TARGET
    local handle word f
    f=$(dash "$1")
    for handle in $(in_node inet nft -a list chain inet lab forward | sed -n "s|.*comment \"$1\".*# handle ||p"); do
        in_node inet nft delete rule inet lab forward handle "$handle"
    done
    for word in to from; do
        while in_node inet ip "$f" rule delete pref "$DETOURS" "$word" "$1" 2> /dev/null; do :; done
    done
    end inet "/delay.py imp[0-9]* $1 "
    in_node inet ip "$f" route delete "$1" table "$NARROW" 2> /dev/null || true
}
end() { # NODE PATTERN: the processes in a node whose command line is like this
    local pid
    for pid in $(ip netns pids "$(node "$1")"); do
        ! tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q -- "$2" || kill "$pid"
    done
}

# The internet asks its rules in this order: what comes off a bad line goes on; who has a detour; narrow links.
DETOURED=10 DETOURS=20 NARROW=30
rule() { # FAMILY RULE...: which may be there already
    in_node inet ip "$1" rule add "${@:2}" 2> /dev/null || true
}
narrow() { # TARGET BYTES: the same route with an MTU of its own
    local f route
    f=$(dash "$1")
    route=$(in_node inet ip "$f" route get "${1%/*}" | sed -nE '1s/.* (via [^ ]+ )?(dev [^ ]+).*/\1\2/p')
    # shellcheck disable=SC2086 # several words
    in_node inet ip "$f" route replace "$1" $route mtu lock "$2" table "$NARROW"
    rule "$f" pref "$NARROW" lookup "$NARROW"
}
detour() { # TARGET WAY KEY=VALUE...
    local word words=$2
    [ "$words" != both ] || words='to from'
    for word in $words; do line "$word" "$1" "${@:3}"; done
}
line() { # to|from TARGET KEY=VALUE...
    local n=0 f table
    f=$(dash "$2")
    while in_node inet ip link show "imp$n" > /dev/null 2>&1; do n=$((n + 1)); done
    table=$((1000 + n))
    in_node inet "$here/delay.py" "imp$n" "$2" "${@:3}"
    in_node inet ip link set "imp$n" up txqueuelen 10000
    in_node inet ip "$f" route replace default dev "imp$n" table "$table"
    rule "$f" pref "$DETOURED" iif "imp$n" lookup main
    rule "$f" pref "$DETOURS" "$1" "$2" lookup "$table"
}

mac() { # loud|silent
    local says address
    case $1 in loud) says=1 ;; silent) says=0 ;; *) usage ;; esac
    kernel inet net/ipv4/conf/gw/arp_notify "$says"
    kernel inet net/ipv6/conf/gw/ndisc_notify "$says"
    printf -v address '02:00:5e:%02x:%02x:%02x' $((RANDOM % 256)) $((RANDOM % 256)) $((RANDOM % 256))
    in_node inet ip link set dev gw address "$address"
}

uplink() { # TARGET wan|wan2
    local f next
    f=$(dash "$1")
    case $f in -4) next=198.51.100.5 ;; -6) next=2001:db8:0:2::1 ;; esac
    case $2 in
    wan2) in_node gw ip "$f" route replace "$1" via "$next" dev wan2 ;;
    wan) in_node gw ip "$f" route delete "$1" dev wan2 ;;
    *) usage ;;
    esac
}
tunnel() { # up|down
    case $1 in
    up)
        "$here/tunnel.py" ipsec0 "$(node gw)" "$(node cgw1)"
        tunnel_end cgw1 192.0.2.6 198.51.100.129 # first who answers
        tunnel_end cgw1 2001:db8:2:1::2 2001:db8:0:100::1
        tunnel_end gw 198.51.100.129 192.0.2.6
        tunnel_end gw 2001:db8:0:100::1 2001:db8:2:1::2 ;;
    down)
        end cgw1 /tunnel.py
        tunnel_gone gw
        tunnel_gone cgw1 ;;
    *) usage ;;
    esac
}
tunnel_gone() { # NODE: a process that was killed needs a moment to end, and its devices go with it
    local tries=0
    while in_node "$1" ip link show ipsec0 > /dev/null 2>&1; do
        [ $((tries += 1)) -lt 100 ] || die "ipsec0 does not go from $1"
        sleep 0.1
    done
}
tunnel_end() { # NODE ADDRESS PEER
    in_node "$1" ip link set ipsec0 up
    in_node "$1" ip address replace "$2" dev lo # which stays when the tunnel goes
    in_node "$1" ip "$(dash "$2")" route replace "$3" dev ipsec0 src "$2"
}
firewall() { # NODE
    in_node "$1" nft 'add table inet firewall
        add chain inet firewall input { type filter hook input priority 0; }
        add rule inet firewall input ct state invalid counter drop'
}
call() { # NAME ADDRESS|none: the file stays the same one, which those on gw have mounted
    local hosts names
    hosts=$(etc gw)/hosts
    names=$(grep -v " $1\$" "$hosts")
    [ "$2" = none ] || names+=$'\n'"$2 $1"
    echo "$names" > "$hosts"
}
lot() { # PERCENT
    awk -v percent="$1" 'BEGIN { printf "%d", percent * 1000 }'
}

[ $# -ge 1 ] || usage
command=$1; shift
case $command/$# in
lose/3) number "$3"; drop "$1" "$2" numgen random mod 100000 "< $(lot "$3")" ;;
thin/3) number "$3"; drop "$1" "$2" numgen inc mod "$3" 0 ;;
cut/1) drop "$1" both ;;
limit/[23]) number "$2"; drop "$1" to "$(echoes "$1")" limit rate over "$2/second" burst "${3:-5}" packets ;;
refuse/2)
    case $2 in
    icmp) drop "$1" to "$(echoes "$1")" ;;
    *) number "$2"; drop "$1" to tcp dport "$2" ;;
    esac ;;
hole/2) number "$2"; drop "$1" both meta length ">" "$2" ;;
narrow/2 | heal/1 | mac/1 | tunnel/1 | firewall/1 | call/2) "$command" "$@" ;;
detour/[012]) usage ;;
detour/*) detour "$@" ;;
route/2) uplink "$@" ;;
flap/3) number "$3"
    "$here/lab.sh" link "$1" "$2" down
    sleep "$3"
    "$here/lab.sh" link "$1" "$2" up ;;
*) usage ;;
esac

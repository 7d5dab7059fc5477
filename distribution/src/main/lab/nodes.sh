# shellcheck shell=bash
# What lab.sh, which builds the lab, and impair.sh, which breaks it, both know. Sourced by them.
LAB=${GATEWATCH_LAB:-lab}
NODES=(gw inet cgw1 cgw2 cgw3 many)

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }
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
in_node()  { local ns; ns=$(node "$1"); shift; ip netns exec "$ns" "$@"; }
kernel() { # NODE PARAMETER VALUE
    in_node "$1" sh -c "echo $3 > /proc/sys/$2" || die "cannot set $2: is /proc/sys read-only?"
}
etc() { echo "/etc/netns/$(name "$1")"; } # NODE: the files that stand in for those of /etc

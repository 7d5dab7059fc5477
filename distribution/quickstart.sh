#!/bin/bash
# Shows Gatewatch at work on a VPN gateway with three customers: one is fine, one loses 20 %, one is dead.
# On a bare Debian 12 it installs what is missing; then it builds, makes a lab of network namespaces, starts a broker
# and Gatewatch in it, and shows what Gatewatch sees. It takes all of that away when it ends.
#
#   sudo distribution/quickstart.sh                until Ctrl-C
#   sudo distribution/quickstart.sh --seconds N    for N seconds from when Gatewatch runs; succeeds if by then the right
#                                                  verdicts were seen in the status, over SNMP and over MQTT
set -euo pipefail
usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; }
misused() { # WHY
    echo "quickstart.sh: $1" >&2
    usage >&2
    exit 2
}
seconds=
case "$#${1:-}" in
0) ;;
1-h | 1--help) usage; exit ;;
2--seconds) [[ $2 =~ ^[1-9][0-9]{0,8}$ ]] || misused "--seconds $2: needed is a number from 1 on"; seconds=$2 ;;
*) misused "not understood: $*" ;;
esac
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
here=$root/distribution
export GATEWATCH_LAB=quickstart-$$
lab=$here/src/main/lab/lab.sh
impair=$here/src/main/lab/impair.sh
gateway=(ip netns exec "gatewatch-$GATEWATCH_LAB-gw")
take_down() { "$lab" down; }

# What must be seen, and how each way of looking says it: name, verdict and figures, a line for each customer.
EXPECTED=$'berlin HEALTHY\nmadrid DOWN\nparis DEGRADED'
SNMP=(-v2c -c public 127.0.0.1:1161)
RESULTS=1.3.6.1.2.1.80.1.3 # DISMAN-PING-MIB::pingResultsTable
HINTS="berlin is fine, paris loses 20 %, madrid is dead; the first verdicts take some ten seconds. From another shell:
  ${SUDO_USER:+sudo }${gateway[*]} snmpbulkwalk ${SNMP[*]} $RESULTS
  ${SUDO_USER:+sudo }${gateway[*]} mosquitto_sub -v -t 'gatewatch/#'"

status_verdicts() {
    "${status[@]}" --json | jq -r '.probes[] | "\(.probe) \(.health)"'
}
mqtt_verdicts() {
    "${gateway[@]}" mosquitto_sub --retained-only -C 3 -W 2 -t 'gatewatch/gw1/branch-offices/+/state' |
        jq -r '"\(.probe) \(.health)"'
}
# The table has no verdicts: they follow from probes answered (column 7) and probes sent (column 8).
snmp_verdicts() {
    local name index figures answered sent
    for name in berlin madrid paris; do
        index=$(index_of branch-offices)$(index_of "$name")
        figures=$("${gateway[@]}" snmpget -Oqv -r0 "${SNMP[@]}" "$RESULTS.1.7$index" "$RESULTS.1.8$index") || return
        read -rd '' answered sent <<< "$figures" || true
        case $answered/$sent in
        0/0) echo "$name UNKNOWN" ;;
        0/*) echo "$name DOWN 0 of $sent answered" ;;
        "$sent/$sent") echo "$name HEALTHY $answered of $sent answered" ;;
        *) echo "$name DEGRADED $answered of $sent answered" ;;
        esac
    done
}
index_of() { # NAME: as SNMP writes a name in an index, its length and its characters
    local i
    printf '.%d' "${#1}"
    for ((i = 0; i < ${#1}; i++)); do printf '.%d' "'${1:i:1}"; done
}
words() { sort <<< "$1" | cut -d ' ' -f 1,2; } # without the figures
is_expected() { [ "$(words "$1")" = "$EXPECTED" ]; }

status=("$work/gatewatch/bin/gatewatch" status --data "$work/data")
# As little privilege as it takes: nobody, who may open raw sockets.
start_gatewatch() {
    cp -r "$here/target/gatewatch" "$work/gatewatch" # the sources may be where nobody may look
    cp -r "$here/src/main/examples/three-customers/." "$work/gatewatch/config/"
    chmod -R a+rX "$work/gatewatch"
    install -d -m 700 -o nobody -g nogroup "$work/data"
    "${gateway[@]}" setpriv --reuid=nobody --regid=nogroup --clear-groups --no-new-privs \
        --inh-caps=-all,+net_raw --ambient-caps=-all,+net_raw --bounding-set=-all,+net_raw \
        "$work/gatewatch/bin/gatewatch" run --config "$work/gatewatch/config" --data "$work/data" \
        > "$work/gatewatch.log" 2>&1 < /dev/null &
    gatewatch_pid=$!
}
start_broker() {
    printf '%s\n' 'listener 1883 127.0.0.1' 'allow_anonymous true' > "$work/mosquitto.conf"
    "${gateway[@]}" setpriv --reuid=nobody --regid=nogroup --clear-groups --no-new-privs --bounding-set=-all \
        mosquitto -c "$work/mosquitto.conf" > "$work/mosquitto.log" 2>&1 < /dev/null &
}
# The table of `gatewatch status` drawn over the last one, and what to try below it. (`status --watch` does this too,
# but on a page of its own, without the lines below.)
draw() {
    local table
    table=$("${status[@]}" 2>&1) || true
    printf '\e[H%s\n\n%s\e[J\n' "$table" "$HINTS" |
        sed -e $'s/^HEALTHY/\e[32m&\e[m/; s/^DEGRADED/\e[33m&\e[m/; s/^DOWN/\e[31m&\e[m/' -e $'s/$/\e[K/'
}
require_gatewatch() {
    kill -0 "$gatewatch_pid" 2> /dev/null || give_up "Gatewatch has stopped"
}
give_up() { # WHY
    tail -n 20 "$work/gatewatch.log" "$work/mosquitto.log" >&2
    die "$1; above are the ends of the logs"
}
build() {
    local log=$work/build.log
    is_built && return
    say "building, which takes some minutes; the first time, Maven downloads what it needs"
    maven -DskipTests package > >(tee "$log" | sed -un 's/^\[INFO\] Building \(.*\) [^ ]\+ \+\[\(.*\)\]$/  \2 \1/p') 2>&1 || {
        tail -n 40 "$log" >&2
        die "the build failed"
    }
}
look() {
    local way
    for way in status snmp mqtt; do
        is_expected "${seen[$way]}" || seen[$way]=$("${way}_verdicts" 2> /dev/null) || true
    done
}
judge() {
    local way result=0
    for way in status snmp mqtt; do
        printf 'Seen by %s:\n%s\n' "$way" "${seen[$way]:-nothing}"
        is_expected "${seen[$way]}" && continue
        printf 'MISSING by %s: %s\n' "$way" "$(comm -13 <(words "${seen[$way]}") - <<< "$EXPECTED" | paste -sd ,)"
        result=1
    done
    return "$result"
}

# shellcheck disable=SC2119 # no arguments: this needs no tools but the common ones
install_tools
build
say "making the lab $GATEWATCH_LAB"
"$lab" up
"$impair" thin 203.0.113.2 to 5
"$impair" cut 203.0.113.3
start_broker
start_gatewatch
start=$SECONDS
until "${status[@]}" > /dev/null 2>&1; do
    require_gatewatch
    [ "$SECONDS" -lt $((start + 30)) ] || give_up "Gatewatch does not answer"
    sleep 0.2
done
if [ -t 1 ]; then
    printf '\e[2J'
else
    echo "$HINTS"
    setsid "${status[@]}" --watch < /dev/null &
fi
declare -A seen=([status]='' [snmp]='' [mqtt]='')
while
    require_gatewatch
    [ ! -t 1 ] || draw
    [ -z "$seconds" ] || look
    [ -z "$seconds" ] || [ $((SECONDS + 6)) -lt $((start + seconds)) ] # a look may take five seconds
do sleep 1; done
[ ! -t 1 ] || draw # what is judged
end_steps
judge

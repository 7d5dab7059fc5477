#!/bin/bash
# Installs our features on Apache Karaf as somebody does who runs one already: each alone, then all together; sees reports
# come and each reporter connected, refreshes and updates (with a refresh of its importers) every bundle while probes run, starts them in the wrong order, takes them away again and looks
# for what is left. Karaf runs as it is downloaded, in a network of its own.
#
#   sudo distribution/test-karaf.sh           some two minutes; the first time Maven downloads Karaf (36 MB)
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
here=$root/distribution
karaf=$work/karaf
data=$work/data
gateway=gatewatch-karaf-$$
peer=gatewatch-karaf-peer-$$
FEATURES=(gatewatch gatewatch-history gatewatch-snmp gatewatch-mqtt gatewatch-http)
MOST_BUNDLES="org.gatewatch.api org.gatewatch.link org.gatewatch.probe org.gatewatch.config org.gatewatch.monitor \
org.gatewatch.history org.gatewatch.snmp org.gatewatch.mqtt org.gatewatch.http org.gatewatch.shell"

take_down() {
    [ -z "${server:-}" ] || kill -KILL -- "-$server" 2> /dev/null
    [ -z "${broker:-}" ] || kill -KILL -- "-$broker" 2> /dev/null
    ip netns del "$gateway" 2> /dev/null
    ip netns del "$peer" 2> /dev/null
}
failed=0
claim() { # TEXT CMD...: the command succeeds
    local text=$1
    shift
    if "$@" > "$work/claim" 2>&1; then
        say "ok      $text"
    else
        say "FAILED  $text"
        tail -n 25 "$work/claim" | sed 's/^/        /' >&3
        failed=1
    fi
}
within() { # SECONDS CMD...: the command succeeds by then
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.5
    done
}
karaf() { # COMMAND...: in Karaf's shell
    ip netns exec "$gateway" "$karaf/bin/client" -r 20 -d 1 -b <<< "$(printf '%s\n' "$@")" 2> "$work/client.log"
}
status() { "$here/target/gatewatch/bin/gatewatch" status --json --data "$data" 2> /dev/null; }
# The last completed period has answers.
reports() { status | jq -e '.probes | length == 1 and all(.report.answered > 0 and .health == "HEALTHY")' > /dev/null; }
connected() { status | jq -e '[.reporters[] | .connected and .problem == null] | length == 3 and all' > /dev/null; }
answers_snmp() { # with the time it is up, rather than with an exception
    ip netns exec "$gateway" snmpget -v2c -c public -Oqv 127.0.0.1:1161 1.3.6.1.2.1.1.3.0 | grep '^[0-9:.]*$'
}
period() { status | jq -r '.probes[0].report.periodStart // ""'; }
newer_report() { # THAN
    local now
    now=$(period) && [[ $now > "$1" ]] && reports
}
threads() { jcmd "$java" Thread.print | grep -c '^"gatewatch-' || true; }
bundles() { karaf 'bundle:list -t 0 -s --no-format' | awk '{ print $NF }' | sort; }
installs() { # FEATURE...
    karaf "feature:install $*" && within 40 reports
}
uninstalls() { karaf "feature:uninstall $*"; }
left_nothing() {
    bundles | diff "$work/bundles" - && [ "$(threads)" = 0 ] && [ ! -e "$data/gatewatch.sock" ]
}
goes_on_after() { # COMMAND: newer reports come
    local before
    before=$(period)
    karaf "$1" && within 40 newer_report "$before"
}

# shellcheck disable=SC2119 # no arguments: this needs no tools but the common ones
install_tools
is_built || { say "building"; maven -q -DskipTests package; }
say "unpacking Karaf"
version=$(sed -n 's/.*<karaf.version>\(.*\)<\/karaf.version>.*/\1/p' "$root/pom.xml")
archive=${HOME:-/root}/.m2/repository/org/apache/karaf/apache-karaf/$version/apache-karaf-$version.tar.gz
[ -e "$archive" ] || step mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get -Dtransitive=false \
    "-Dartifact=org.apache.karaf:apache-karaf:$version:tar.gz"
mkdir "$karaf"
tar -xzf "$archive" -C "$karaf" --strip-components=1
cp -r "$root/features/target/repository/." "$karaf/system/"
sed -i 's/^#karaf = /karaf = /; s/^#_g_/_g_/' "$karaf/etc/users.properties"
sed -i "s|^featuresRepositories = |&file:$root/features/target/features.xml, |" "$karaf/etc/org.apache.karaf.features.cfg"
printf 'gatewatch.config = %s\ngatewatch.data = %s\n' "$work/config" "$data" >> "$karaf/etc/system.properties"
mkdir -p "$work/config/monitors" "$data"
printf '%s\n' 'monitorName: branches' 'aggregationPeriod: 1' 'probes:' '  - name: berlin' '    destination: 198.51.100.1' \
    '    interval: 100ms' '    timeout: 500ms' > "$work/config/monitors/branches.yaml"
ip netns add "$gateway"
ip netns add "$peer"
ip -n "$gateway" link add wan type veth peer name wan netns "$peer"
ip -n "$gateway" address add 198.51.100.2/24 dev wan
ip -n "$peer" address add 198.51.100.1/24 dev wan
for namespace in "$gateway" "$peer"; do
    ip -n "$namespace" link set lo up
    ip -n "$namespace" link set wan up
done
# What is off until it is configured: MQTT and HTTP.
echo 'serverUri = tcp://127.0.0.1:1883' > "$karaf/etc/org.gatewatch.mqtt.cfg"
printf '%s\n' 'enabled = true' "keys.file = $work/http.keys" > "$karaf/etc/org.gatewatch.http.cfg"
(umask 077; echo 'key=AKIDREADER secret=0123456789abcdef0123456789abcdef01234567 rights=read-only user=reader' > "$work/http.keys")
setsid ip netns exec "$gateway" mosquitto -p 1883 > "$work/mosquitto.log" 2>&1 < /dev/null &
broker=$!
say "starting Karaf $version"
JAVA_MAX_MEM=256m EXTRA_JAVA_OPTS=-XX:-UsePerfData setsid ip netns exec "$gateway" "$karaf/bin/karaf" server > "$work/karaf.log" 2>&1 < /dev/null &
server=$!
within 60 karaf 'feature:list -i --no-format' > /dev/null || die "Karaf does not start: $(tail "$work/karaf.log" "$work/client.log")"
java=$(pgrep -f "karaf.home=$karaf " | head -n 1)
karaf 'feature:install scr' > /dev/null # what a host has that uses declarative services
bundles > "$work/bundles"

for feature in "${FEATURES[@]}"; do
    claim "reports after $feature alone was installed" installs "$feature"
    claim "is uninstalled: $feature" uninstalls "$feature"
    claim "leaves nothing of $feature behind" within 10 left_nothing
done
claim "reports after all were installed together" installs "${FEATURES[@]}"
claim "has SNMP, MQTT and HTTP connected" within 20 connected
claim "answers SNMP" answers_snmp
for bundle in $MOST_BUNDLES; do
    claim "reports on after a refresh of $bundle" goes_on_after "bundle:refresh $bundle"
    claim "reports on after an update of $bundle" goes_on_after "bundle:update -r $bundle"
done
# shellcheck disable=SC2046,SC2086 # words
claim "reports on after bundles were started in the wrong order" goes_on_after \
    "bundle:stop $MOST_BUNDLES
$(printf 'bundle:start %s\n' $(tr ' ' '\n' <<< "$MOST_BUNDLES" | tac))"
claim "has SNMP, MQTT and HTTP connected after all that" within 40 connected
claim "is uninstalled: all" uninstalls "${FEATURES[@]}"
claim "leaves nothing of all behind" within 10 left_nothing
claim "reports after all were installed once more" installs "${FEATURES[@]}"
[ "$failed" = 0 ]

#!/bin/bash
# Makes the image with a Java runtime of its own and lets it probe with everything on, where there is no other Java.
#
#   sudo distribution/test-jre-image.sh       half a minute
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
here=$root/distribution
gateway=gatewatch-jre-$$
peer=gatewatch-jre-peer-$$

take_down() {
    ip netns del "$gateway" 2> /dev/null
    ip netns del "$peer" 2> /dev/null
}
# Only what the launcher needs is on the PATH: no `java`, wherever this machine has it.
without_java() { env -u JAVA_HOME PATH="$work/bin" "$work"/gatewatch-*/bin/gatewatch "$@"; }
status() { without_java status --json --data "$work/data" 2> /dev/null; }
probes() {
    status | jq -e '.probes | length == 1 and all(.health == "HEALTHY")' > /dev/null &&
        status | jq -e '[.reporters[] | .connected] | length == 3 and all' > /dev/null
}

# shellcheck disable=SC2119 # no arguments: this needs no tools but the common ones
install_tools
is_built || { say "building"; maven -q -DskipTests package; }
say "making a runtime"
step "$here/make-jre-image.sh"
tar -xzf "$(find "$here/target" -maxdepth 1 -name 'gatewatch-*-jre-*.tar.gz')" -C "$work"
mkdir "$work/bin"
for tool in sh dirname readlink sed grep; do ln -s "$(command -v "$tool")" "$work/bin/"; done

ip netns add "$gateway"
ip netns add "$peer"
ip -n "$gateway" link add wan type veth peer name wan netns "$peer"
ip -n "$gateway" address add 198.51.100.2/24 dev wan
ip -n "$peer" address add 198.51.100.1/24 dev wan
for namespace in "$gateway" "$peer"; do
    ip -n "$namespace" link set lo up
    ip -n "$namespace" link set wan up
done
config=$(echo "$work"/gatewatch-*/config)
printf '%s\n' 'monitorName: branches' 'aggregationPeriod: 1' 'probes:' '  - name: berlin' '    destination: 198.51.100.1' \
    '    interval: 100ms' '    timeout: 500ms' > "$config/monitors/branches.yaml"
sed -i 's/^enabled = .*/enabled = true/' "$config/org.gatewatch.http.cfg"
(umask 077; echo "key=AKIDREADER secret=0123456789abcdef0123456789abcdef01234567 rights=read-only user=reader" > "$config/http.keys")
setsid ip netns exec "$gateway" mosquitto -p 1883 > "$work/mosquitto.log" 2>&1 < /dev/null &
setsid ip netns exec "$gateway" env -u JAVA_HOME PATH="$work/bin" \
    "$(echo "$work"/gatewatch-*/bin/gatewatch)" run --data "$work/data" > "$work/log" 2>&1 < /dev/null &
say "waiting for reports, MQTT, SNMP and HTTP"
until=$((SECONDS + 60))
until probes; do
    [ "$SECONDS" -lt "$until" ] || die "does not report: $(status | jq -c '.reporters, .problems'; cat "$work/log")"
    sleep 0.5
done
! grep -E 'ClassNotFound|NoClassDef|: component: ' "$work/log" || die "a module of Java is missing in the runtime"
say "ok      probes and reports where there is no Java"

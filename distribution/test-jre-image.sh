#!/bin/bash
# Makes the image with a Java runtime of its own and lets it probe with everything on, where there is no other Java.
#
#   sudo distribution/test-jre-image.sh       half a minute
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=src/main/lab/network.sh
. "$(dirname "$0")/src/main/lab/network.sh"
# shellcheck source-path=SCRIPTDIR source=src/main/lab/claims.sh
. "$(dirname "$0")/src/main/lab/claims.sh"
here=$root/distribution

# Only what the launcher needs is on the PATH: no `java`, wherever this machine has it.
without_java() { env -u JAVA_HOME PATH="$work/bin" "$work"/gatewatch-*/bin/gatewatch "$@"; }
status() { without_java status --json --data "$work/data" 2> /dev/null; }
probes() { status | jq -e '.probes | length == 1 and all(.health == "HEALTHY")' > /dev/null; }
connected() { status | jq -e '[.reporters[] | .connected] | length == 3 and all' > /dev/null; }
misses_nothing() { ! grep -E 'ClassNotFound|NoClassDef|: component: ' "$work/log"; }

install_tools ping:iputils-ping
is_built || { say "building"; maven -q -DskipTests package; }
say "making a runtime"
step "$here/make-jre-image.sh"
tar -xzf "$(find "$here/target" -maxdepth 1 -name 'gatewatch-*-jre-*.tar.gz')" -C "$work"
mkdir "$work/bin"
for tool in sh dirname readlink sed grep; do ln -s "$(command -v "$tool")" "$work/bin/"; done

put_up
config=$(echo "$work"/gatewatch-*/config)
printf '%s\n' 'monitorName: branches' 'aggregationPeriod: 1' 'probes:' '  - name: berlin' "    destination: $peer_address" \
    '    interval: 100ms' '    timeout: 500ms' > "$config/monitors/branches.yaml"
sed -i 's/^enabled = .*/enabled = true/' "$config/org.gatewatch.http.cfg"
(umask 077; echo "key=AKIDREADER secret=0123456789abcdef0123456789abcdef01234567 rights=read-only user=reader" > "$config/http.keys")
"${in_gateway[@]}" mosquitto -p 1883 > "$work/mosquitto.log" 2>&1 < /dev/null &
"${in_gateway[@]}" env -u JAVA_HOME PATH="$work/bin" "$(echo "$work"/gatewatch-*/bin/gatewatch)" run --data "$work/data" \
    > "$work/log" 2>&1 < /dev/null &
claim "probes where there is no Java" within 60 probes
claim "has SNMP, MQTT and HTTP connected" within 20 connected
claim "misses no module of Java" misses_nothing
[ "$failed" = 0 ] || cat "$work/log"
[ "$failed" = 0 ]

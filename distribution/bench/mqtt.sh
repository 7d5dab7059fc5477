#!/bin/bash
# What publishing costs: reports per second to one mosquitto on loopback, QoS 1, and CPU for each 1,000 of them; beside
# plain Paho and mosquitto_pub -l in the same run. Gatewatch and Paho make the JSON text, too; mosquitto_pub gets it made.
#
#   sudo distribution/bench/mqtt.sh [SECONDS] [ENDURANCE_ARGUMENT...]      default: 20 for each row
#
# Heap of 40 MiB, JVM flags of `gatewatch run`. Prints Markdown. Needs mosquitto and mosquitto-clients. Then
# mqtt-endurance.sh, with the further arguments.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=${1:-20}
endurance=("${@:2}")
bundle=$root/bundles/org.gatewatch.mqtt
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

(cd "$root" && mvn -B -q -o test-compile -pl bundles/org.gatewatch.mqtt -am >&2)
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
class_path=$bundle/target/test-classes:$bundle/target/classes
for module in api testkit; do class_path+=:$root/bundles/org.gatewatch.$module/target/classes; done
for jar in gson-2.15.0 slf4j-api-2.0.17 org.eclipse.paho.client.mqttv3-1.2.5 org.eclipse.paho.mqttv5.client-1.2.5 awaitility-4.3.0 hamcrest-2.1 \
    org.osgi.service.component-1.5.1 osgi.core-8.0.0 org.apache.felix.scr-2.2.18; do
    class_path+=:$(find "$repository" -name "$jar.jar" | head -n 1)
done

port=$((20000 + RANDOM % 10000))
printf 'user root\nlistener %s 127.0.0.1\nallow_anonymous true\nlog_type none\nmax_queued_messages 0\n' "$port" >"$work/conf"
/usr/sbin/mosquitto -c "$work/conf" & pids+=($!)
bench() {
    (cd "$bundle" && java -XX:-UsePerfData -XX:+UseSerialGC -Xmx40m "${@:2}" -cp "$class_path" \
        org.gatewatch.mqtt.internal.MqttBench "$1" "$port" "$seconds" "$work/$1")
}

printf '%s, %s cores, %s, load %s\n\n' "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
    "$(java -XX:-UsePerfData -version 2>&1 | head -n 1)" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
echo '| publisher | messages/s | CPU ms per 1,000 | cores | heap |'
echo '|---|---|---|---|---|'
bench reports
bench reports5
bench paho
mosquitto_sub -p "$port" -q 0 -t gatewatch/gw1/branch-offices/live/report -F '%U %p' >"$work/live" & pids+=($!)
bench backlog
bench backlog5
bench states
states=$(TIMEFORMAT=%R; { time mosquitto_sub -p "$port" -t 'gatewatch/gw1/+/+/state' -C 10000 -W 30 >"$work/retained"; } 2>&1)

count=$((seconds * 10000))
line=$(printf '{"schema":1,%0640d}' 0)
yes "$line" | head -n "$count" >"$work/lines" || true
from=$(date +%s%N)
( exec 3>&2; TIMEFORMAT='%U %S'; { time mosquitto_pub -p "$port" -q 1 -l -t plain/lines <"$work/lines" 2>&3; } 2>"$work/cpu" )
to=$(date +%s%N)
read -r user system <"$work/cpu"
awk -v n="$count" -v wall=$((to - from)) -v user="$user" -v kernel="$system" 'BEGIN {
    cpu = user + kernel
    printf "| mosquitto_pub -l | %d | %.1f | %.2f | |\n", n * 1e9 / wall, cpu * 1e3 / (n / 1e3), cpu * 1e9 / wall }'
printf '\nA subscriber that comes later has the states of all %s probes after %s s.\n' "$(wc -l <"$work/retained")" "$states"
sleep 1
python3 - "$work/live" <<'P'
import datetime, json, sys
late = []
for line in open(sys.argv[1]):
    at, text = line.split(' ', 1)
    made = json.loads(text)['periodStart']
    made = datetime.datetime.fromisoformat(made[:26].rstrip('Z') + '+00:00').timestamp()
    late.append(float(at) - made)
late.sort()
if late:
    print(f'\nLive reports while the backlog was drained: {len(late)}, '
          f'p50 {late[len(late) // 2] * 1e3:.0f} ms late, at most {late[-1] * 1e3:.0f} ms.')
P
echo
"$(dirname "$0")/mqtt-endurance.sh" "${endurance[@]}"

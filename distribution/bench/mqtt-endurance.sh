#!/bin/bash
# Whether a report gets lost, however often broker and Gatewatch are killed and whatever the network does to packets: the
# tests that say so, in their full length.
#
#   sudo distribution/bench/mqtt-endurance.sh [BROKER_KILLS] [DOWN_SECONDS] [KILLS] [SESSIONS]
#
# Default: 20 kills of the broker, which is down for 60 s at most, with and without persistence; 50 of Gatewatch; 10,000
# sessions through a proxy that damages them; some 45 minutes. Prints Markdown, what a test printed among it; fails with them.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
broker_kills=${1:-20}
down_seconds=${2:-60}
kills=${3:-50}
sessions=${4:-10000}
failed=0

row() { # WHAT GOAL MODULE ARGUMENT...
    local start=$SECONDS output result=passed
    output=$(cd "$root" && mvn -B -o "$2" -pl "$3" -am -Dsurefire.failIfNoSpecifiedTests=false \
        -Dfailsafe.failIfNoSpecifiedTests=false "${@:4}" 2>&1) || result=FAILED failed=1
    [ $result = passed ] || grep -m 20 ERROR <<< "$output" >&2
    echo "| $1 | $result in $((SECONDS - start)) s$(grep -E '^[0-9,]+ (reports|kills)' <<< "$output" | sed 's/^/; /' | tr -d '\n') |"
}

echo '| test | result |'
echo '|---|---|'
mqtt=bundles/org.gatewatch.mqtt
row "broker killed $broker_kills times for up to $down_seconds s, without and with persistence, 1,000 probes" \
    test $mqtt -Dtest=BrokerKilledTest -Dgatewatch.test.kills="$broker_kills" -Dgatewatch.test.downMillis=$((down_seconds * 1000))
row "publisher killed $kills times" test $mqtt -Dtest=PublisherKilledTest -Dgatewatch.test.kills="$kills"
row "Gatewatch as shipped killed $kills times" \
    verify distribution -Dtest=none -Dit.test=KillMqttIT -Dgatewatch.kills="$kills"
row "$sessions sessions whose packets are cut, mutated, held back or never answered" \
    test $mqtt -Dtest=FuzzTest,BrokerFailureTest -Dgatewatch.test.sessions="$sessions"
row 'disk full, folder read-only, files damaged' \
    test $mqtt -Dtest=FailingDiskTest,DamagedQueueTest -Dgatewatch.test.damages=1000
exit $failed

#!/bin/bash
# What HTTP costs and bears while 10,000 probes run: 1,000 signed and unsigned reads a second over TLS for a minute, with
# Prometheus scraping everything meanwhile; then hostile clients. Gatewatch as shipped but for `enabled = true`.
#
#   sudo distribution/bench/http.sh [SECONDS] [READS_PER_SECOND] [PROBES]     default: 60 s, 1000/s, 10,000 probes
#
# The clients (h2load, curl) run on the same cores. Latencies are those of h2load's log, from sending a request to its whole
# answer. How true round trips are is seen by history-against-wire.py: what the history says of 250 probes, against
# tcpdump's stamps of their packets. Prints Markdown; progress on stderr. Installs nghttp2-client, curl and openssl.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

seconds=${1:-60}
rate=${2:-1000}
probes=${3:-10000}
image=${IMAGE:-$root/distribution/target/gatewatch}
longest_start_seconds=300
kinds=5
key=AKIDBENCH
secret=a-secret-of-the-bench-0123456789
project=0123456789abcdef0123456789abcdef
connection=0b7d0a1e-5a4f-4f0e-9d5e-0123456789ab
host=127.0.0.1:8443

configure() {
    cp -r "$image/config" "$work/config"
    targets "$probes" | awk -v folder="$work/config/monitors" '
        NR % 500 == 1 { file = sprintf("%s/bulk-%d.yaml", folder, NR)
            printf "monitorName: bulk-%d\naggregationPeriod: 10\nprobes:\n", NR > file }
        { printf "  - {name: p%d, destination: %s}\n", NR, $1 > file }
        NR % 500 == 0 { close(file) }'
    echo "connections: [{id: $connection, name: one, gatewayAddress: $source_address, customerGatewayAddress: 198.18.0.1}]" \
        > "$work/config/connections/one.yaml"
    (umask 077 && echo "key=$key secret=$secret rights=read-write" > "$work/config/http.keys")
    printf '%s\n' 'enabled = true' "project.id = $project" >> "$work/config/org.gatewatch.http.cfg" # the last counts
}
ask() { "${in_gateway[@]}" curl -sk --fail -u "$key:$secret" "https://$host$1" "${@:2}"; }
start_gatewatch() {
    local deadline=$((SECONDS + longest_start_seconds))
    "${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" > "$work/gatewatch.log" 2>&1 &
    until [ "$(ask /metrics 2> /dev/null | grep -c '^gatewatch_probe_samples_sent{')" = "$probes" ]; do
        [ $SECONDS -lt $deadline ] || die "gatewatch has not reported all probes: $(tail -n 3 "$work/gatewatch.log")"
        sleep 2
    done
    pid=$(pgrep -f -- "--data $work/data" | tail -n 1)
}

sha256() { printf '%s' "$1" | openssl dgst -sha256 -r | cut -d ' ' -f 1; }
hmac() { printf '%s' "$2" | openssl dgst -sha256 -mac HMAC -macopt "$1" -r | cut -d ' ' -f 1; }
nothing=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
aws_headers() { # PATH [QUERY]: as curl's and h2load's -H want them
    local now day scope signing part
    now=$(date -u +%Y%m%dT%H%M%SZ) day=${now%T*} scope=${now%T*}/us-east-1/networkmonitor/aws4_request
    signing=key:AWS4$secret
    for part in "$day" us-east-1 networkmonitor aws4_request; do signing=hexkey:$(hmac "$signing" "$part"); done
    part=$(sha256 "$(printf 'GET\n%s\n%s\nhost:%s\nx-amz-date:%s\n\nhost;x-amz-date\n%s' "$1" "${2:-}" $host "$now" $nothing)")
    printf 'X-Amz-Date: %s\nAuthorization: AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=host;x-amz-date, Signature=%s\n' \
        "$now" $key "$scope" "$(hmac "$signing" "$(printf 'AWS4-HMAC-SHA256\n%s\n%s\n%s' "$now" "$scope" "$part")")"
}
huawei_headers() { # PATH
    local now part
    now=$(date -u +%Y%m%dT%H%M%SZ)
    part=$(sha256 "$(printf 'GET\n%s/\n\nhost:%s\nx-sdk-date:%s\n\nhost;x-sdk-date\n%s' "$1" $host "$now" $nothing)")
    printf 'X-Sdk-Date: %s\nAuthorization: SDK-HMAC-SHA256 Access=%s, SignedHeaders=host;x-sdk-date, Signature=%s\n' \
        "$now" $key "$(hmac "key:$secret" "$(printf 'SDK-HMAC-SHA256\n%s\n%s' "$now" "$part")")"
}
basic_headers() { printf 'Authorization: Basic %s\n' "$(printf '%s' "$key:$secret" | base64)"; }

reads() { # NAME PATH[?QUERY] HEADERS...: a share of the reads, in the background
    local headers=() line clients=2
    while IFS= read -r line; do headers+=(-H "$line"); done < <("${@:3}")
    "${in_gateway[@]}" h2load --h1 -t 1 -c $clients --rps $((rate / kinds / clients)) -D "$seconds" \
        --log-file="$work/reads-$1.log" "${headers[@]}" "https://$host$2" > "$work/reads-$1.out" 2>&1 &
    readers+=($!)
}
scrapes() { # as Prometheus does by default
    while :; do
        "${in_gateway[@]}" curl -sk -u "$key:$secret" -H 'Accept: application/openmetrics-text' -o "$work/metrics" \
            -w '%{http_code} %{time_total} %{size_download}\n' "https://$host/metrics" >> "$work/scrapes"
        sleep 15
    done
}
capture() { # SECONDS NAME: 250 probes' packets
    "${in_gateway[@]}" timeout "$1" tcpdump -i wan --time-stamp-precision=nano -n -s 64 -B 65536 -Z root -w "$work/$2.pcap" \
        'icmp and net 198.18.0.0/24' 2> "$work/tcpdump.log" || true
    grep -q '^0 packets dropped by kernel' "$work/tcpdump.log" || say "tcpdump: $(grep 'dropped by kernel' "$work/tcpdump.log")"
}
against_wire() { # NAME
    "${in_gateway[@]}" python3 -B "$(dirname "$0")/history-against-wire.py" "$work/$1.pcap" "https://$host" "$key:$secret"
}
rss_mib() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$pid/status"; }
state() { # what a leak would make grow
    echo "$(rss_mib) MiB, $(find "/proc/$pid/task" -maxdepth 1 -mindepth 1 | wc -l) threads," \
        "$(find "/proc/$pid/fd" -mindepth 1 | wc -l) files"
}
cpu_millis() { sed 's/.*) //' "/proc/$pid/stat" | awk -v hz="$(getconf CLK_TCK)" '{ printf "%.0f", ($12 + $13) * 1000 / hz }'; }
dropped() { "$image/bin/gatewatch" status --json --data "$work/data" | jq -c '[.counters | .packetsMissed, .eventsDropped]'; }

install_tools h2load:nghttp2-client curl:curl openssl:openssl tcpdump:tcpdump ping:iputils-ping python3:python3
is_built || [ -n "${IMAGE:-}" ] || maven package -DskipTests -DskipITs
put_up
configure
start_gatewatch
subnet=$(ask /monitors/bulk-1 | jq -r '.probes[0].sourceArn')
ask /monitors -d "{\"monitorName\":\"by-client\",\"probes\":[{\"sourceArn\":\"$subnet\",\"destination\":\"198.18.0.1\",
    \"protocol\":\"ICMP\"}]}" > "$work/made"
ask "/v5/$project/connection-monitors" -d "{\"connection_monitor\":{\"vpn_connection_id\":\"$connection\"}}" > "$work/made"
probe=$(ask /monitors/by-client | jq -r '.probes[0].probeId')

say "undisturbed, $(state)"
before=$(cpu_millis)
capture 45 undisturbed
idle_cpu=$((($(cpu_millis) - before) / 45))
say "reading $rate/s for $seconds s"
readers=()
before=$(cpu_millis)
reads get-monitor /monitors/by-client aws_headers /monitors/by-client
reads list-monitors '/monitors?maxResults=25' aws_headers /monitors maxResults=25
reads get-probe "/monitors/by-client/probes/$probe" aws_headers "/monitors/by-client/probes/$probe"
reads connection-monitors "/v5/$project/connection-monitors" huawei_headers "/v5/$project/connection-monitors"
reads v1-probe /v1/probes/bulk-1%2Fp1 basic_headers
scrapes &
scraper=$!
capture "$seconds" loaded
wait "${readers[@]}" || true
busy_cpu=$((($(cpu_millis) - before) / seconds))
kill $scraper
say "afterwards, $(state)"

echo "| reads | answered | errors | p50 ms | p99 ms | max ms |"
echo "|---|---|---|---|---|---|"
for each in get-monitor list-monitors get-probe connection-monitors v1-probe '*'; do
    # shellcheck disable=SC2086 # the last is all of them
    sort -n -k 3 "$work"/reads-$each.log | awk -v each="${each/\*/all}" '
        { v[NR] = $3; bad += $2 != 200 }
        END { printf "| %s | %d | %d | %.2f | %.2f | %.2f |\n", each, NR, bad, v[int((NR + 1) / 2)] / 1000,
            v[int(NR * 0.99)] / 1000, v[NR] / 1000 }'
done
echo
for each in get-monitor list-monitors get-probe connection-monitors v1-probe; do
    echo "h2load on $each: $(sed -n 's/^requests: //p' "$work/reads-$each.out" | tail -n 1)."
done
echo
awk -v idle=$idle_cpu -v busy=$busy_cpu -v rate="$rate" 'BEGIN {
    printf "CPU: %.2f of a core without HTTP, %.2f with it, %.2f ms for each read.\n", idle / 1e3, busy / 1e3,
        (busy - idle) / rate }'
awk '{ bad += $1 != 200; if ($2 > worst) worst = $2; size = $3 }
    END { printf "/metrics of all probes: %d scrapes, %d not answered, at most %.2f s, %.1f MB.\n", NR, bad, worst, size / 1e6 }' \
    "$work/scrapes"
echo "Round trips undisturbed: $(against_wire undisturbed)"
echo "Round trips meanwhile: $(against_wire loaded)"
echo "Captured packets missed, events dropped: $(dropped)."

say "hostile clients: trickling, oversized, malformed, random"
quiet=$(state)
"${in_gateway[@]}" python3 "$(dirname "$0")/hostile-clients.py" 127.0.0.1 8443 10000 > "$work/hostile" ||
    die "hostile clients: $(cat "$work/hostile")"
cat "$work/hostile"
ask /v1/probes/bulk-1%2Fp1 > /dev/null || die "it does not serve any more"
sleep 25 # idle connections are closed until then
echo "Before them: $quiet; after them: $(state)."

#!/bin/bash
# SmokePing's own probe DismanPing has the gateway do its pings: through snmpd, whose community may write, and AgentX.
#
#   sudo distribution/bench/smokeping.sh [PINGS]     default: 5 (1 to 15); takes 3 s for each
#
# Downloads Debian's smokeping and its SNMP library without installing them; prints the round trips that the probe returns,
# and fails unless there are as many as pings.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../src/main/lab/machine.sh
. "$(dirname "$0")/../src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=network.sh
. "$(dirname "$0")/network.sh"
exec 3>&2

pings=${1:-5}
image=${IMAGE:-$root/distribution/target/gatewatch}
peer_address=198.18.0.1

install_tools snmpd:snmpd perl:perl dpkg-deb:dpkg
is_built || [ -n "${IMAGE:-}" ] || maven package -DskipTests
chmod 777 "$work" # apt-get downloads as nobody
(cd "$work" && step apt-get -qq download smokeping libsnmp-session-perl)
for package in "$work"/*.deb; do dpkg-deb -x "$package" "$work/perl"; done
put_up
cp -r "$image/config" "$work/config"
printf '%s\n' "agentx.socket = $work/master" 'agentx.write = true' >> "$work/config/org.gatewatch.snmp.cfg"
printf '%s\n' 'rwcommunity smokeping 127.0.0.1 .1.3.6.1.2.1.80' 'master agentx' "agentXSocket $work/master" \
    > "$work/snmpd.conf"
mkdir "$work/state"
MIBS='' SNMP_PERSISTENT_DIR=$work/state "${in_gateway[@]}" snmpd -f -Lf "$work/snmpd.log" -C -c "$work/snmpd.conf" \
    udp:127.0.0.1:161 &
"${in_gateway[@]}" "$image/bin/gatewatch" run --config "$work/config" --data "$work/data" > "$work/gatewatch.log" 2>&1 &
until MIBS='' "${in_gateway[@]}" snmpget -v2c -c smokeping -r0 -t1 127.0.0.1 1.3.6.1.2.1.80.1.1.0 2> /dev/null |
    grep -q Gauge; do sleep 0.2; done
cat > "$work/once.pl" << 'END'
# DismanPing without the rest of SmokePing: what it asks of its surroundings, and one round.
package Smokeping;
sub do_log { print STDERR "@_\n" }
sub do_debuglog { }
$INC{'Smokeping.pm'} = 1;
package main;
use strict;
require Smokeping::probes::DismanPing;
my ($pings, @hosts) = @ARGV;
my @targets = map { { addr => $_, tree => $_, vars => { host => $_, menu => $_, pinghost => 'smokeping@127.0.0.1',
    pings => $pings, ownerindex => 'smokeping', packetsize => 56 } } } @hosts;
no warnings;
*Smokeping::probes::DismanPing::targets = sub { \@targets };
*Smokeping::probes::DismanPing::step = sub { 300 };
my $probe = bless { properties => {} }, 'Smokeping::probes::DismanPing';
$probe->ping;
my $missing = 0;
for my $target (@targets) {
    my @rtts = @{ $probe->{rtts}{ $target->{tree} } || [] };
    print "\n$target->{addr}: @rtts\n";
    $missing += $pings - @rtts;
}
exit($missing ? 1 : 0);
END
for round in 1 2; do # the second one destroys the row of the first
    say "round $round of 2"
    "${in_gateway[@]}" perl -I"$work/perl/usr/share/perl5" "$work/once.pl" "$pings" $peer_address
done

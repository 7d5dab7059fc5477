#!/bin/bash
# Installs the Debian package as an operator does, on a bare Debian 12 with systemd in a folder of its own, and looks at
# what it does there: runs, is confined, comes back when killed or stopped, keeps what it must over an upgrade, goes without
# a trace. The machine is in a network of its own and has no other; what apt would download lies there before.
#
#   sudo distribution/test-packages.sh        half a minute; the first time two more, to make the bare Debian
#
# The bare Debian is kept in /var/cache/gatewatch-test; delete it to have it made anew.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
# shellcheck source-path=SCRIPTDIR source=src/main/lab/network.sh
. "$(dirname "$0")/src/main/lab/network.sh"
# shellcheck source-path=SCRIPTDIR source=src/main/lab/claims.sh
. "$(dirname "$0")/src/main/lab/claims.sh"
here=$root/distribution
fresh=$here/src/main/lab/fresh-machine.sh
cache=/var/cache/gatewatch-test
debian=$work/debian

take_down() {
    [ ! -d "$debian" ] || "$fresh" halt "$debian" 2> /dev/null
    remove_network
}
on() { "$fresh" run "$debian" "$@"; } # CMD... on the machine
# The commands of a page, as an operator copies them, in a shell that stops at the first that fails.
on_page() { # PAGE
    local commands
    commands=$(awk '/^ *```sh$/ { on = 1; indent = index($0, "`") } /^ *```$/ { on = 0 } on && !/```/ { print substr($0, indent) }' \
        "$here/src/main/docs/tasks/$1.md")
    [ -n "$commands" ] || { echo "$1 has no commands to run: nothing would be tested"; return 1; }
    on env DEBIAN_FRONTEND=noninteractive bash -euxc "cd /root
$commands"
}

make_base() {
    [ ! -e "$cache/base.tar" ] || return 0
    say "making a bare Debian 12 in $cache"
    mkdir -p "$cache"
    rm -rf --one-file-system "$work/base"
    INCLUDE=systemd-sysv,dbus step "$fresh" create "$work/base"
    step "$fresh" run "$work/base" sh -c 'apt-get update -qq &&
        apt-get install -qy --no-install-recommends --download-only default-jre-headless libpcap0.8 adduser' > "$work/apt.log"
    tar -C "$work/base" --numeric-owner -cf "$cache/base.part" .
    mv "$cache/base.part" "$cache/base.tar"
}
make_machine() {
    mkdir "$debian"
    tar -C "$debian" --numeric-owner -xf "$cache/base.tar"
    put_up
    echo 'APT::Install-Recommends "false";' > "$debian/etc/apt/apt.conf.d/99test" # they are not in the cache
    NETNS=$gateway "$fresh" boot "$debian" > /dev/null
}
# A later version that comes with another comment in a file of /etc.
make_upgrade() {
    dpkg-deb -R "$package" "$work/later"
    sed -i 's/^Version: .*/Version: 99/' "$work/later/DEBIAN/control"
    echo '# of a later version' >> "$work/later/etc/gatewatch/org.gatewatch.history.cfg"
    dpkg-deb -b "$work/later" "$debian/root/later/gatewatch_99.deb" > /dev/null
}

property() { on systemctl show -P "$1" gatewatch; }
pid() { property MainPID; }
is() { [ "$1" = "$2" ] || { echo "is '$1', not '$2'"; return 1; }; }
other_process() { local now; now=$(pid) && [ "$now" != 0 ] && [ "$now" != "$1" ]; }
healthy() { on gatewatch status --json | jq -e '.probes | length == 1 and all(.health == "HEALTHY")' > /dev/null; }
back_after() { # SIGNAL SECONDS: another process watches again
    local before
    before=$(pid)
    on systemctl kill --kill-whom=main -s "$1" gatewatch
    within "$2" other_process "$before" && within 30 healthy
}
periods() { on gatewatch history branches/berlin --json | jq -r '.periods[].report.periodStart' | sort; }
all_periods_of() { # FILE
    periods > "$work/now" && [ -z "$(comm -23 "$1" "$work/now" | tee /dev/stderr)" ]
}
runs_and_is_enabled() { is "$(on systemctl is-active gatewatch)" active && is "$(on systemctl is-enabled gatewatch)" enabled; }
has_only_net_raw() {
    local status
    status=$(on sh -c "cat /proc/$(pid)/status")
    is "$(sed -n 's/^CapEff:\t//p; s/^CapBnd:\t//p; s/^NoNewPrivs:\t//p; s/^Seccomp:\t//p' <<< "$status" | paste -sd ' ')" \
        "0000000000002000 0000000000002000 1 2" && is "$(property User)" gatewatch
}
exposure() { on systemd-analyze security --no-pager gatewatch | sed -n 's/.*Overall exposure level for gatewatch.service: \([0-9.]*\) .*/\1/p'; }
is_hardened() { local level; level=$(exposure); echo "exposure $level"; awk -v level="$level" 'BEGIN { exit !(level != "" && level <= 2.0) }'; }
creates_a_monitor() {
    on gatewatch monitor create made && on test -s /etc/gatewatch/monitors/managed/made.yaml &&
        on gatewatch monitor delete made
}
says_one_line_each() { # every line of the journal begins with who says it and the name of an event
    ! on journalctl -u gatewatch -o cat _COMM=java | grep -Ev '^[a-z.]+: [a-z-]+: .'
}
logs_more_when_asked() { # without a restart
    local before
    before=$(pid)
    on sed -i 's/^log.level = .*/log.level = DEBUG/' /etc/gatewatch/org.gatewatch.shell.cfg
    within 10 on sh -c 'journalctl -u gatewatch -o cat | grep "^shell: log-level: logging from DEBUG on"' && is "$(pid)" "$before"
}
stays() { # SECONDS: the same process, longer than the watchdog waits
    local before
    before=$(pid)
    sleep "$1"
    is "$(pid)" "$before"
}
nothing_is_left() {
    local file
    for file in /etc/gatewatch /var/lib/gatewatch /usr/share/gatewatch /usr/bin/gatewatch /etc/default/gatewatch \
        /lib/systemd/system/gatewatch.service /etc/systemd/system/multi-user.target.wants/gatewatch.service; do
        ! on test -e "$file" -o -h "$file" || { echo "$file is left"; return 1; }
    done
    ! on getent passwd gatewatch
}

install_tools debootstrap:debootstrap ping:iputils-ping
package=$(echo "$here"/target/gatewatch_*_all.deb)
if ! is_built || [ ! -e "$package" ]; then
    say "building"
    maven -q -DskipTests package
    package=$(echo "$here"/target/gatewatch_*_all.deb)
fi
make_base
say "booting a bare Debian"
make_machine
cp "$package" "$debian/root/"
mkdir "$debian/root/later"
make_upgrade
say "installing $(basename "$package")"
claim "is installed and probes by the commands of first-ten-minutes" on_page first-ten-minutes
claim "runs and is enabled after apt install" within 10 runs_and_is_enabled
claim "probes what a file says" within 30 healthy
claim "runs as a user of its own with CAP_NET_RAW alone" has_only_net_raw
claim "systemd-analyze finds its exposure to be 2.0 or less" is_hardened
claim "writes what a command creates" creates_a_monitor
for page in add-a-connection tune-thresholds subscribe troubleshoot; do
    claim "does what the commands of $page say" on_page "$page"
done
claim "has man pages and completion" on test -s /usr/share/man/man1/gatewatch.1 -a -s /usr/share/man/man5/gatewatch.yaml.5 \
    -a -s /usr/share/bash-completion/completions/gatewatch
claim "comes back after kill -9" back_after KILL 15
on sh -c 'mkdir -p /etc/systemd/system/gatewatch.service.d && printf "[Service]\nWatchdogSec=6\n" > /etc/systemd/system/gatewatch.service.d/quick.conf'
on systemctl daemon-reload
on systemctl restart gatewatch
claim "probes again after a restart" within 30 healthy
claim "comes back when it hangs (SIGSTOP)" back_after STOP 25
claim "is left alone by the watchdog while it is well" stays 10
periods > "$work/before"
claim "keeps completed periods" test -s "$work/before"
echo 'periods.days = 9' >> "$debian/etc/gatewatch/org.gatewatch.history.cfg"
cp "$debian/etc/gatewatch/org.gatewatch.history.cfg" "$work/edited.cfg"
before=$(pid)
claim "is upgraded" on env DEBIAN_FRONTEND=noninteractive apt-get install -qy -o Dpkg::Options::=--force-confold \
    /root/later/gatewatch_99.deb
claim "runs the new version after an upgrade" within 10 other_process "$before"
claim "probes after an upgrade" within 30 healthy
claim "keeps an edited file of /etc over an upgrade" cmp "$debian/etc/gatewatch/org.gatewatch.history.cfg" "$work/edited.cfg"
claim "loses no report by an upgrade" all_periods_of "$work/before"
claim "writes lines of one form to the journal" says_one_line_each
claim "logs more when a file says so, without a restart" logs_more_when_asked
claim "is removed" on apt-get -qy remove gatewatch
claim "keeps configuration and data when removed" on test -e /etc/gatewatch/monitors/branches.yaml -a -d /var/lib/gatewatch/history
claim "is purged" on apt-get -qy purge gatewatch
claim "leaves nothing when purged" nothing_is_left
[ "$failed" = 0 ]

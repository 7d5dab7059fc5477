# shellcheck shell=bash
# What quickstart.sh and verify.sh do to the machine they run on: packages, the build, and leaving it as it was.
# Sourced by both.
#
# Nothing stays running or in /tmp (for which JVMs must be told), however a script ends. Long steps run in sessions of
# their own, so that a signal reaches the script alone and at once, and its exit ends all that the step has started.
umask 022
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin # su does not add them, and tools live there
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)

exec 3>&1 # a signal may come while a command is redirected
say() { printf '%(%T)T %s\n' -1 "$*" >&3; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || die "needs root: sudo $0"

work=
torn_is_fine=yes
take_down() { :; } # what a script has put up and must take away when it ends
leave() {
    local result=$?
    set +e # whatever fails now, the rest must still be taken down
    trap '' HUP INT TERM PIPE
    end_steps
    take_down
    rm -rf "$work"
    give_back
    exit "$result"
}
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
work=$(mktemp -d /tmp/gatewatch.XXXXXX)
chmod 755 "$work" # what runs in the lab is not root

step() { # CMD...
    setsid "$@" < /dev/null &
    wait $!
}
whole_step() { # CMD...: an exit waits for its end
    local result=0
    torn_is_fine=no
    step "$@" || result=$?
    torn_is_fine=yes
    return "$result"
}
end_steps() {
    local pid
    if [ "$torn_is_fine" = no ]; then
        say "waiting for the package manager: a package must not stay half installed"
        wait
    fi
    for pid in $(jobs -p); do kill -TERM -- "$pid" "-$pid" 2> /dev/null || true; done
    for _ in $(seq 50); do
        [ -n "$(jobs -pr)" ] || break
        sleep 0.1
    done
    for pid in $(jobs -p); do kill -KILL -- "$pid" "-$pid" 2> /dev/null || true; done
}
# Under sudo, what was built belongs to the owner of the sources, who will want to delete it.
give_back() {
    [ -O "$root" ] || find "$root" -name target -prune -exec chown -R --reference="$root" {} +
}

has() { # TOOL|FILE
    case $1 in
    /*) [ -e "$1" ] ;; # a file
    libpcap) ldconfig -p | grep libpcap.so > /dev/null ;; # grep -q would end early and pipefail take that for a failure
    javac) [ "$(javac -J-XX:-UsePerfData -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')" -ge 17 ] 2> /dev/null ;;
    *) command -v "$1" > /dev/null ;;
    esac
}
# Downloading can be interrupted anywhere; unpacking cannot, and takes less time.
add_packages() { # TOOL|FILE:PACKAGE...
    local packages=() tool log=$work/apt.log
    for tool; do has "${tool%:*}" || packages+=("${tool#*:}"); done
    [ ${#packages[@]} -gt 0 ] || return 0
    command -v apt-get > /dev/null || die "missing, and there is no apt-get to install them: ${packages[*]}"
    say "installing ${packages[*]}"
    local get=(env DEBIAN_FRONTEND=noninteractive JAVA_TOOL_OPTIONS=-XX:-UsePerfData
        apt-get -y -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=60 --no-install-recommends)
    if ! { step "${get[@]}" update && step "${get[@]}" install --download-only "${packages[@]}" &&
        say "unpacking them" && whole_step "${get[@]}" install --no-download "${packages[@]}"; } > "$log" 2>&1
    then
        tail -n 20 "$log" >&2
        die "apt-get could not install ${packages[*]}"
    fi
    has javac || die "needs a JDK of version 17 or newer; the one of this system is older"
    # Where an init system runs, Debian has just made services of these. Nobody asked for one.
    local unit
    for unit in mosquitto snmpd snmptrapd snmptrapd.socket prometheus-snmp-exporter; do
        if [[ " ${packages[*]} " == *" ${unit%.socket} "* ]] && [ -d /run/systemd/system ]; then
            systemctl --quiet disable --now "$unit"
        fi
    done
}
# What the build, the lab and the quickstart need.
install_tools() { # TOOL:PACKAGE...: and these
    add_packages ip:iproute2 nft:nftables javac:default-jdk-headless mvn:maven libpcap:libpcap0.8 \
        mosquitto:mosquitto mosquitto_sub:mosquitto-clients snmpget:snmp jq:jq "$@"
}

built=$root/distribution/target/built # as old as the sources that were built
maven() { # ARGUMENT...
    local options=(-B -ntp -f "$root/pom.xml")
    mkdir -p "${HOME:=/root}/.m2" 2> /dev/null && [ -w "$HOME/.m2" ] ||
        options+=("-Dmaven.repo.local=$root/target/repository")
    touch "$work/start"
    MAVEN_OPTS="${MAVEN_OPTS:-} -XX:-UsePerfData" step mvn "${options[@]}" "$@" || return
    touch -r "$work/start" "$built"
}
is_built() {
    [ -e "$built" ] &&
        [ -z "$(find "$root" \( -name target -o -name .git \) -prune -o -type f -newer "$built" -print -quit)" ]
}

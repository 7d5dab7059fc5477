#!/bin/bash
# A bare Debian in a folder, to try installation instructions as on a fresh machine.
#   fresh-machine.sh create DIR            debootstrap (minbase) from this machine's apt mirror
#   fresh-machine.sh copy SRC DIR          a second machine from an untouched one (seconds)
#   fresh-machine.sh run DIR CMD...        run one command in it, in its own PID, mount, UTS
#                                          and IPC namespace; what it started ends with it
#   fresh-machine.sh enter DIR             a shell in it
#   fresh-machine.sh boot DIR              the same with systemd as its process 1 (installs it);
#                                          after this run and enter go into the running system
#   fresh-machine.sh halt DIR
#   fresh-machine.sh destroy DIR
# NETNS=name runs it in that network namespace (default: this machine's network, apt needs it).
# BIND="SRC:DST ..." shows files or folders of this machine in it (say the folder with a package).
# INCLUDE=pkg,pkg adds packages at create time (say systemd-sysv, to be closer to a real machine).
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "needs root" >&2; exit 1; }
cmd=${1:-help}; shift || true
mark=.fresh-machine                        # never destroy a folder that we did not make
ours() { [ -f "$1/$mark" ] || { echo "$1: not a fresh machine" >&2; exit 1; }; }
mirror() { sed -n 's/^URIs: *//p; s/^deb  *\(\[[^]]*\] *\)\?\(http[^ ]*\) .*/\2/p' \
             /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | grep '/debian/*$' | head -1 || true; }
vars="HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
booted() { # DIR: the process id of its process 1, when systemd runs there
  local p; for p in $(pgrep -x systemd); do
    [ "$(readlink "/proc/$p/root")" = "$1" ] && grep -q '^NSpid:.*[[:space:]]1$' "/proc/$p/status" && { echo "$p"; return; }; done; return 1; }
cgroup() { echo "fresh$(tr -c 'a-zA-Z0-9\n' - <<<"$1")"; }
mounts='
    d=$0; hostname fresh
    mount --rbind "$d" "$d"; cd "$d"        # its / must be a mount point, ip netns exec wants that
    mount -t proc proc "$d/proc"; mount -t sysfs sysfs "$d/sys" -o ro
    mount -t tmpfs -o mode=755 dev "$d/dev"; mkdir -p "$d"/dev/{pts,shm,net}
    # own nodes, not binds: a booting systemd sets their modes, and a bind would set those of this machine
    while read -r n a b; do mknod -m 666 "$d/dev/$n" c $a $b; done <<<"null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0"
    [ -c /dev/net/tun ] && { touch "$d/dev/net/tun"; mount --bind /dev/net/tun "$d/dev/net/tun"; }
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$d/dev/pts"; ln -s pts/ptmx "$d/dev/ptmx"
    ln -s /proc/self/fd "$d/dev/fd"; for i in 0 1 2; do n=(stdin stdout stderr); ln -s /proc/self/fd/$i "$d/dev/${n[i]}"; done
    mount -t tmpfs -o mode=1777 shm "$d/dev/shm"; mount -t tmpfs -o mode=755 run "$d/run"
    for b in ${BIND:-}; do t=$d/${b#*:}; mkdir -p "${t%/*}"
      if [ -d "${b%%:*}" ]; then mkdir -p "$t"; else touch "$t"; fi; mount --bind "${b%%:*}" "$t"; done
    '
case $cmd in
create)
  dir=$1; [ ! -e "$dir" ] || { echo "$dir exists" >&2; exit 1; }
  command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap >&2
  m=$(mirror); [ -n "$m" ] || { echo "no apt mirror found on this machine" >&2; exit 1; }; rel=$(. /etc/os-release; echo "$VERSION_CODENAME")
  mkdir -p "$dir"; touch "$dir/$mark"
  debootstrap --variant=minbase ${INCLUDE:+--include=$INCLUDE} "$rel" "$dir" "$m" > "$dir.log" 2>&1 || { tail "$dir.log"; exit 1; }
  { echo "deb $m $rel main"; echo "deb $m $rel-updates main"; echo "deb ${m%/}-security $rel-security main"; } > "$dir/etc/apt/sources.list"
  # local apt settings of this machine, where there are any
  for f in /etc/apt/apt.conf.d/99*; do [ -f "$f" ] && cp "$f" "$dir/etc/apt/apt.conf.d/"; done
  # as container images have it: no service is started at installation
  printf '#!/bin/sh\nexit 101\n' > "$dir/usr/sbin/policy-rc.d"; chmod +x "$dir/usr/sbin/policy-rc.d"
  echo fresh > "$dir/etc/hostname"
  du -sh "$dir";;
copy) ours "$1"; [ ! -e "$2" ] || { echo "$2 exists" >&2; exit 1; }; cp -a --reflink=auto "$1" "$2"; du -sh "$2";;
run|enter)
  dir=$(cd "$1" && pwd); ours "$dir"; shift; [ "$cmd" = enter ] && set -- bash -l
  if pid=$(booted "$dir"); then
    exec nsenter -t "$pid" -a -r -w env -i $vars TERM="${TERM:-dumb}" "$@"; fi
  cp -L /etc/resolv.conf "$dir/etc/resolv.conf"; cp /etc/hosts "$dir/etc/hosts"
  # mounts live in the private mount namespace: nothing is left behind, whatever happens
  exec ${NETNS:+ip netns exec "$NETNS"} unshare --mount --pid --uts --ipc --fork --kill-child --propagation private \
    bash -ec "$mounts"'exec chroot "$d" env -i $1 TERM="${TERM:-dumb}" "${@:2}"' "$dir" "$vars" "$@";;
boot)
  dir=$(cd "$1" && pwd); ours "$dir"; booted "$dir" >/dev/null && { echo "runs already"; exit; }
  [ -x "$dir/sbin/init" ] || NETNS='' "$0" run "$dir" sh -c 'apt-get update -qq && apt-get install -qqy --no-install-recommends systemd-sysv dbus' > "$dir.log" 2>&1 || { tail "$dir.log"; exit 1; }
  ln -sf /dev/null "$dir/etc/systemd/system/console-getty.service"
  rm -f "$dir/usr/sbin/policy-rc.d"       # services start when installed, as on a machine
  cp -L /etc/resolv.conf "$dir/etc/resolv.conf"; cp /etc/hosts "$dir/etc/hosts"
  ${NETNS:+ip netns exec "$NETNS"} setsid unshare --mount --propagation private bash -ec '
    c=$(mktemp -d); mount -t cgroup2 none "$c"; mkdir -p "$c/$1"; echo $$ > "$c/$1/cgroup.procs"; umount "$c"; rmdir "$c"
    exec unshare --cgroup --mount --pid --uts --ipc --fork --kill-child bash -ec "$2" "$0"' "$dir" "$(cgroup "$dir")" \
    "$mounts"'mount -t cgroup2 cgroup2 "$d/sys/fs/cgroup"; mount --bind -o ro "$d/proc/sys" "$d/proc/sys"; mount -o remount,bind,ro "$d/proc/sys"
      exec chroot "$d" env -i container=fresh-machine PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init' > "$dir.console" 2>&1 </dev/null &
  for _ in $(seq 150); do sleep 0.2
    booted "$dir" >/dev/null && state=$("$0" run "$dir" systemctl is-system-running 2>/dev/null) || true
    case ${state:-} in running|degraded) break;; esac; done; echo "${state:-did not start, see $dir.console}";;
halt)
  dir=$(cd "$1" && pwd); ours "$dir"; pid=$(booted "$dir") || exit 0
  kill -RTMIN+4 "$pid"; for _ in $(seq 50); do [ -d "/proc/$pid" ] || break; sleep 0.2; done
  [ ! -d "/proc/$pid" ] || kill -9 "$pid"
  sleep 0.3; unshare --mount --propagation private bash -c 'c=$(mktemp -d); mount -t cgroup2 none "$c"
    find "$c/$0" -depth -type d -exec rmdir {} +; umount "$c"; rmdir "$c"' "$(cgroup "$dir")" || true;;
destroy) ours "$1"; if booted "$(cd "$1" && pwd)" >/dev/null; then "$0" halt "$1"; fi
  if grep -q " $(cd "$1" && pwd)/" /proc/mounts; then echo "$1: still has mounts" >&2; exit 1; fi
  rm -rf --one-file-system "$1" "$1.log" "$1.console";;
*) sed -n '2,15p' "$0"; exit 2;;
esac

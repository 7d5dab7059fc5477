#!/bin/bash
# Makes the image for gateways without a Java: the archive with a runtime in jre/ that has nothing but what Gatewatch uses,
# for the processor and the C library of this machine. Needs the image to be built, and a JDK with jmods.
#
#   distribution/make-jre-image.sh            target/gatewatch-VERSION-jre-ARCHITECTURE.tar.gz, 33 MB
#
# Measured with OpenJDK 17.0.15 on amd64: jre/ has 39 MB, and the archive without it 11.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
archive=$(find "$here/target" -maxdepth 1 -name 'gatewatch-*.tar.gz' ! -name '*-jre-*' | head -n 1)
[ -n "$archive" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# java.sql: pcap4j's time stamps. jdk.crypto.ec: TLS. jdk.management, java.management: memory. jdk.unsupported: Felix.
# java.naming, java.security.sasl, java.xml: Jetty, Metatype. java.desktop, java.prefs: parts of Paho and JNA not used here.
"$jdk/bin/jlink" --strip-debug --no-header-files --no-man-pages --compress=2 --output "$work/jre" --add-modules \
    java.base,java.logging,java.management,java.naming,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported
tar -xzf "$archive" -C "$work"
image=$(basename "$archive" .tar.gz)
mv "$work/jre" "$work/$image/"
result=$here/target/$image-jre-$(uname -m).tar.gz
tar -C "$work" --sort=name --mtime=2026-01-01T00:00:00Z --owner=0 --group=0 --numeric-owner -c "$image" | gzip -n > "$result"
env -u JAVA_HOME PATH=/usr/bin:/bin "$work/$image/bin/gatewatch" version
du -h "$result"

#!/bin/bash
# Builds the sources twice, in two places, and compares what comes out byte by byte: archive, Debian package, features and
# every bundle.
#
#   distribution/test-reproducible.sh         twice the time of a build without tests
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d /tmp/gatewatch-twice.XXXXXX)
trap 'rm -rf "$work"' EXIT
umask 022
for copy in one another-and-longer; do
    mkdir "$work/$copy"
    (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -c) | tar -x -C "$work/$copy"
    mvn -B -q -ntp -f "$work/$copy/pom.xml" -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package
    (cd "$work/$copy" && find bundles/*/target features/target distribution/target -maxdepth 1 -type f \
        \( -name '*.jar' -o -name '*.deb' -o -name '*.tar.gz' -o -name features.xml \) -print0 |
        sort -z | xargs -0 sha256sum) > "$work/$copy.sums"
    umask 027 # and another mask, another time, another folder
done
diff "$work/one.sums" "$work/another-and-longer.sums" && echo "$(wc -l < "$work/one.sums") files are the same"

#!/bin/bash
# Builds the sources once more and compares what comes out, byte by byte, with what was built before: archive, Debian package,
# features and every bundle.
#
#   sudo distribution/test-reproducible.sh         as long as a build without tests, or two
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=src/main/lab/machine.sh
. "$(dirname "$0")/src/main/lab/machine.sh"
copy=$work/in-a-folder-of-another-name

sums() { # ROOT
    (cd "$1" && find bundles/*/target features/target distribution/target -maxdepth 1 -type f ! -name '*-jre-*' \
        \( -name '*.jar' -o -name '*.deb' -o -name '*.tar.gz' -o -name features.xml \) -print0 | sort -z | xargs -0 sha256sum)
}

# shellcheck disable=SC2119 # no arguments: this needs no tools but the common ones
install_tools
is_built || { say "building"; maven -q -DskipTests package; }
mkdir "$copy"
(cd "$root" && find . \( -name target -o -name .git \) -prune -o -type f -print0 | tar --null -T - -c) | tar -x -C "$copy"
say "building once more: in another folder, later, in another time zone, with another umask"
umask 027
step env TZ=Asia/Tokyo MAVEN_OPTS=-XX:-UsePerfData mvn -B -q -ntp -f "$copy/pom.xml" \
    -Dmaven.test.skip=true -Dspotless.check.skip=true package
sums "$root" > "$work/before"
sums "$copy" | diff "$work/before" - >&2 || die "what the two builds made differs; after a change of versions, delete bundles/*/target first"
say "ok      $(wc -l < "$work/before") files are the same"

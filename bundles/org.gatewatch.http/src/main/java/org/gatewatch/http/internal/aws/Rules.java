package org.gatewatch.http.internal.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatewatch.http.internal.door.Members;

/** What AWS's model and its prose allow, where it is less than what a file may say; clients check next to nothing. */
final class Rules {
    private static final Pattern MONITOR_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,200}");
    private static final Pattern PROBE_ID = Pattern.compile("probe-[a-z0-9A-Z-]{21,64}");
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=.{2,45}$)[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    private static final Pattern ARN = Pattern.compile("arn:.{16,2044}");
    private static final int MAX_TAGS = 200;
    private static final int MAX_TAG_KEY = 128;
    private static final int MAX_TAG_VALUE = 256;

    private Rules() {}

    static String monitorName(String name) {
        return matching(MONITOR_NAME, name, "monitorName", "1 to 200 of a-z A-Z 0-9 _ -");
    }

    static String probeId(String id) {
        return matching(PROBE_ID, id, "probeId", "probe- and 21 to 64 of a-z A-Z 0-9 -");
    }

    static String arn(String arn, String member) {
        return matching(ARN, arn, member, "an ARN of 20 to 2048 characters");
    }

    static String destination(String text, String member) {
        return matching(ADDRESS, text, member, "an IPv4 or IPv6 address");
    }

    static int aggregationPeriod(int seconds) {
        require(seconds == 30 || seconds == 60, "aggregationPeriod " + seconds + ": allowed is 30 or 60");
        return seconds;
    }

    static String protocol(String protocol, String member) {
        require(List.of("ICMP", "TCP").contains(protocol), member + " '" + protocol + "': allowed is ICMP or TCP");
        return protocol;
    }

    static int between(int min, int value, int max, String member) {
        require(value >= min && value <= max, member + " " + value + ": allowed is " + min + " to " + max);
        return value;
    }

    static Map<String, String> tags(Map<String, String> tags, String member) {
        require(tags.size() <= MAX_TAGS, member + ": allowed are " + MAX_TAGS + " at most");
        tags.forEach((key, value) -> {
            tagKey(key);
            require(value.length() <= MAX_TAG_VALUE, member + "." + key + ": allowed are 0 to 256 characters");
        });
        return tags;
    }

    static String tagKey(String key) {
        require(
                !key.isEmpty() && key.length() <= MAX_TAG_KEY,
                "tag key '" + key + "': allowed are 1 to 128 characters");
        require(!key.startsWith("aws:"), "tag key '" + key + "': aws: is reserved");
        return key;
    }

    static <T> T required(Optional<T> value, Members members, String name) {
        return value.orElseThrow(() -> AwsException.invalid(members.path() + name + " is missing"));
    }

    private static String matching(Pattern pattern, String text, String member, String allowed) {
        require(pattern.matcher(text).matches(), member + " '" + cut(text) + "': needed is " + allowed);
        return text;
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    static void require(boolean allowed, String message) {
        if (!allowed) {
            throw AwsException.invalid(message);
        }
    }
}

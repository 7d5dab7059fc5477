package org.gatewatch.http.internal.view;

import java.util.Locale;

/** The two text formats that Prometheus reads; they differ in what they call a counter and in how they end. */
enum MetricsFormat {
    /** What everything reads; for whoever does not say what they want. */
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0, for whoever names it. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String OPENMETRICS_TYPE = "application/openmetrics-text";

    private final String contentType;

    MetricsFormat(String contentType) {
        this.contentType = contentType;
    }

    /** What a client asks for with this {@code Accept}; one that says {@code q=0} does not want it. */
    static MetricsFormat of(String accept) {
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (range.strip().startsWith(OPENMETRICS_TYPE) && !range.matches(".*;\\s*q=0(\\.0*)?\\s*")) {
                return OPENMETRICS;
            }
        }
        return PROMETHEUS;
    }

    String contentType() {
        return contentType;
    }

    /** What comes before the lines of a metric. */
    String head(String name, String type, String help) {
        boolean isOpen = this == OPENMETRICS;
        String family = name + (type.equals("counter") && !isOpen ? "_total" : "");
        var head = new StringBuilder(160);
        head.append("# TYPE ").append(family).append(' ').append(type).append('\n');
        if (isOpen && name.endsWith("_seconds")) {
            head.append("# UNIT ").append(family).append(" seconds\n");
        }
        return head.append("# HELP ")
                .append(family)
                .append(' ')
                .append(help)
                .append('\n')
                .toString();
    }

    /** What comes last. */
    String end() {
        return this == OPENMETRICS ? "# EOF\n" : "";
    }
}

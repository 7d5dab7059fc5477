package org.gatewatch.http.internal.ces;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values by time, rolled up to periods of a length that whoever asks chooses.
 *
 * @param values what was measured, by the milliseconds since the epoch at which its period began
 */
record Points(TreeMap<Long, Double> values) {
    private static final int DECIMALS = 6;

    /** What is made of the values of a period. */
    static final List<String> FILTERS = List.of("average", "max", "min", "sum", "variance");

    /**
     * The values as Cloud Eye shows them.
     *
     * @param periodMillis to roll up to; 1,000 for the values as they are
     * @param filter one of {@link #FILTERS}
     */
    JsonArray json(long periodMillis, String filter, String unit) {
        var groups = new TreeMap<Long, DoubleSummaryStatistics>();
        var squares = new TreeMap<Long, Double>();
        values.forEach((at, value) -> {
            long start = Math.floorDiv(at, periodMillis) * periodMillis;
            groups.computeIfAbsent(start, it -> new DoubleSummaryStatistics()).accept(value);
            squares.merge(start, value * value, Double::sum);
        });
        var list = new JsonArray();
        for (Map.Entry<Long, DoubleSummaryStatistics> group : groups.entrySet()) {
            var point = new JsonObject();
            double value = filtered(filter, group.getValue(), squares.get(group.getKey()));
            point.addProperty(filter, BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP));
            point.addProperty("timestamp", group.getKey());
            point.addProperty("unit", unit);
            list.add(point);
        }
        return list;
    }

    private static double filtered(String filter, DoubleSummaryStatistics group, double squares) {
        double average = group.getAverage();
        return switch (filter) {
            case "max" -> group.getMax();
            case "min" -> group.getMin();
            case "sum" -> group.getSum();
            case "variance" -> Math.max(0, squares / group.getCount() - average * average);
            default -> average;
        };
    }
}

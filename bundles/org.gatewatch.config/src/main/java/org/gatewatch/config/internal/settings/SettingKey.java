package org.gatewatch.config.internal.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What Metatype says about one key. What it does not say is empty.
 *
 * @param name as in the file
 * @param type of Metatype: {@code Integer}, {@code Boolean}, {@code Password}…
 * @param description in a sentence
 * @param min the smallest number
 * @param max the largest number
 * @param options the only values
 * @param usual what its absence means
 */
public record SettingKey(
        String name, String type, String description, String min, String max, List<String> options, String usual) {
    public SettingKey {
        options = List.copyOf(options);
    }

    /** Whether its value is for the operator alone. */
    public boolean isSecret() {
        return type.equals("Password");
    }

    /** The same with one more option. */
    SettingKey or(String option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new SettingKey(name, type, description, min, max, more, usual);
    }
}

package org.gatewatch.http.internal.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of AWS may name as a destination. */
class RulesTest {
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.1", "255.255.255.255", "2001:db8::1", "::ffff:203.0.113.1", "::"})
    void takesAddresses(String text) {
        assertEquals(text, Rules.destination(text, "destination"));
    }

    /** Some are names in which all letters are hexadecimal digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {"cafe.de", "dead.beef", "abc", "1.2.3", "1.2.3.4.5", "1.2.3.4444", "3405803777", ":", "", "a::g"
            })
    void refusesNamesAndPiecesOfAddresses(String text) {
        assertThrows(AwsException.class, () -> Rules.destination(text, "destination"));
    }
}

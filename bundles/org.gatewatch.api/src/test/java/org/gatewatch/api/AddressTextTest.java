package org.gatewatch.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.1, 203.0.113.1",
        "2001:db8:1:1:0:0:0:2, 2001:db8:1:1::2",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0:0:0:0:0:0:0, fe80::",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    })
    void writesTheFormOfRfc5952(String given, String expected) throws UnknownHostException {
        assertEquals(expected, AddressText.of(InetAddress.getByName(given)));
    }
}

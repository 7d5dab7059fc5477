package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.smi.OctetString;

class SnmpValuesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "41200, 1",
        "999999, 1",
        "1000000, 1",
        "1000001, 2",
        "1999999, 2",
        "2000000, 2",
        "9223372036854775807, 4294967295"
    })
    void roundsMillisecondsOfAnAnswerUpAndNeverToZero(long rttNanos, long millis) {
        assertEquals(millis, SnmpValues.millisOfAnswer(rttNanos));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "4294967295, 4294967295", "4294967296, 4294967295"})
    void keepsUnsignedValuesInTheirRange(long value, long shown) {
        assertEquals(shown, SnmpValues.unsigned(value).getValue());
    }

    @Test
    void writesDateAndTimeInUtcWithDeciseconds() {
        var time = Instant.parse("2026-11-21T09:08:07.654Z");

        assertEquals(
                OctetString.fromHexString("07:ea:0b:15:09:08:07:06:2b:00:00"),
                SnmpValues.dateAndTime(Optional.of(time)));
    }

    @Test
    void writesAbsentTimeAsEightZeroOctets() {
        assertArrayEquals(new byte[8], SnmpValues.dateAndTime(Optional.empty()).getValue());
    }

    @Test
    void tellsTheTypesOfAddressesApart() {
        assertEquals(0, SnmpValues.addressType(Optional.empty()).getValue());
        assertEquals(
                1,
                SnmpValues.addressType(Optional.of(Samples.address("192.0.2.1")))
                        .getValue());
        assertEquals(
                2,
                SnmpValues.addressType(Optional.of(Samples.address("2001:db8::1")))
                        .getValue());
    }

    @Test
    void appendsTheZoneToLinkLocalAddresses() throws UnknownHostException {
        byte[] octets = Samples.address("fe80::1").getAddress();
        var address = Optional.<InetAddress>of(Inet6Address.getByAddress("", octets, 3));

        assertEquals(4, SnmpValues.addressType(address).getValue());
        assertEquals(
                OctetString.fromHexString("fe:80:00:00:00:00:00:00:00:00:00:00:00:00:00:01:00:00:00:03"),
                SnmpValues.address(address));
    }

    @ParameterizedTest
    @CsvSource({"abc, 3, abc", "abcd, 3, abc", "aä, 2, a", "a€, 3, a", "a€b, 4, a€", "😀, 3, ''"})
    void cutsTextBetweenCharactersOnly(String text, int maxOctets, String cut) {
        assertEquals(cut, new String(SnmpValues.utf8(text, maxOctets), StandardCharsets.UTF_8));
    }
}

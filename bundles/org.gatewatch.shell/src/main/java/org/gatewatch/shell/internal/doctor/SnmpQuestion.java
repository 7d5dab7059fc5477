package org.gatewatch.shell.internal.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One SNMPv2c question, for sysUpTime.0, in the forty octets that it takes (RFC 3416). */
final class SnmpQuestion {
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int GET_REQUEST = 0xA0;
    private static final byte[] V2C = {0x02, 0x01, 0x01};
    private static final byte[] ID_AND_NO_ERROR = {0x02, 0x01, 0x01, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00};
    private static final byte[] SYS_UP_TIME = {0x06, 0x08, 0x2B, 0x06, 0x01, 0x02, 0x01, 0x01, 0x03, 0x00, 0x05, 0x00};
    private static final int ANSWER_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    private SnmpQuestion() {}

    static boolean answered(InetSocketAddress agent, String community) {
        byte[] question = question(community);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(agent);
            socket.send(new DatagramPacket(question, question.length));
            socket.receive(new DatagramPacket(new byte[512], 512));
            return true;
        } catch (IOException e) {
            return false; // nobody listens, or does not know the community
        }
    }

    static byte[] question(String community) {
        byte[] bindings = part(SEQUENCE, part(SEQUENCE, SYS_UP_TIME));
        byte[] get = part(GET_REQUEST, join(ID_AND_NO_ERROR, bindings));
        byte[] name = part(OCTET_STRING, community.getBytes(StandardCharsets.UTF_8));
        return part(SEQUENCE, join(V2C, name, get));
    }

    /** All lengths here are below 128 and so one octet: a community has at most 32. */
    private static byte[] part(int tag, byte[] content) {
        return join(new byte[] {(byte) tag, (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

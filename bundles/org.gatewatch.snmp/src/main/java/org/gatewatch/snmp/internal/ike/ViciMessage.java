package org.gatewatch.snmp.internal.ike;

import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** The encoding of VICI's messages: sections of sections, texts and lists, with lengths before them. */
final class ViciMessage {
    private static final int SECTION_START = 1;
    private static final int SECTION_END = 2;
    private static final int KEY_VALUE = 3;
    private static final int LIST_START = 4;
    private static final int LIST_ITEM = 5;
    private static final int LIST_END = 6;
    /** IKE SA, its children, one of them, and a little more. */
    private static final int MAX_DEPTH = 8;

    private ViciMessage() {}

    /** Texts and sections by name; lists are left out. */
    static Map<String, Object> decode(ByteBuffer message) throws ProtocolException {
        Map<String, Object> root = new LinkedHashMap<>();
        Deque<Map<String, Object>> open = new ArrayDeque<>();
        open.push(root);
        try {
            while (message.hasRemaining()) {
                element(message, open);
            }
        } catch (BufferUnderflowException e) {
            throw malformed("ends early");
        }
        if (open.size() != 1) {
            throw malformed("has a section without an end");
        }
        return root;
    }

    private static void element(ByteBuffer message, Deque<Map<String, Object>> open) throws ProtocolException {
        int type = message.get();
        switch (type) {
            case SECTION_START -> {
                var section = new LinkedHashMap<String, Object>();
                open.element().put(name(message), section);
                open.push(section);
            }
            case SECTION_END -> open.pop();
            case KEY_VALUE -> open.element().put(name(message), value(message));
            case LIST_START -> name(message);
            case LIST_ITEM -> value(message);
            case LIST_END -> {}
            default -> throw malformed("has an element of type " + type);
        }
        if (open.isEmpty() || open.size() > MAX_DEPTH) {
            throw malformed("has sections that do not fit together");
        }
    }

    private static String name(ByteBuffer message) {
        return text(message, Byte.toUnsignedInt(message.get()));
    }

    private static String value(ByteBuffer message) {
        return text(message, Short.toUnsignedInt(message.getShort()));
    }

    private static String text(ByteBuffer message, int octets) {
        byte[] text = new byte[octets];
        message.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static ProtocolException malformed(String how) {
        return new ProtocolException("a message of the IKE daemon " + how);
    }
}

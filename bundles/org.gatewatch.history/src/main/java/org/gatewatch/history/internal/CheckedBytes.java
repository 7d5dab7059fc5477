package org.gatewatch.history.internal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Byte strings with one checksum for all of a page: MVStore checks where a page begins and ends, not what is in it, and
 * flash memory forgets bits.
 */
final class CheckedBytes extends BasicDataType<byte[]> {
    /** What the JVM adds to an array; MVStore splits pages by it. */
    private static final int ARRAY_BYTES = 16;

    @Override
    public int getMemory(byte[] value) {
        return ARRAY_BYTES + value.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int length) {
        byte[][] values = cast(storage);
        for (int i = 0; i < length; i++) {
            buffer.putVarInt(values[i].length).put(values[i]);
        }
        buffer.putInt(checksum(values, length));
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int length) {
        byte[][] values = cast(storage);
        for (int i = 0; i < length; i++) {
            values[i] = read(buffer);
        }
        if (buffer.getInt() != checksum(values, length)) {
            throw new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "the checksum of a page is wrong");
        }
    }

    private static int checksum(byte[][] values, int length) {
        var checksum = new CRC32C();
        for (int i = 0; i < length; i++) {
            checksum.update(values[i]);
        }
        return (int) checksum.getValue();
    }

    @Override
    public void write(WriteBuffer buffer, byte[] value) {
        buffer.putVarInt(value.length).put(value);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw new MVStoreException(DataUtils.ERROR_FILE_CORRUPT, "the length of a value is wrong");
        }
        var value = new byte[length];
        buffer.get(value);
        return value;
    }
}

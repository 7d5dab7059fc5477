package org.gatewatch.link.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(id = LinkConfig.PID, name = "Gatewatch link", description = "Sending and capturing packets.")
@interface LinkConfig {
    String PID = "org.gatewatch.link";
    /** Eight of libpcap's blocks of 256 KiB, which the kernel fills for at most 100 ms each: a pause of 0.6 s at any rate. */
    int MIN_BUFFER_KIB = 2_048;

    int MAX_BUFFER_KIB = 65_536;

    @AttributeDefinition(
            name = "Capture buffer",
            description = "Memory in KiB that holds captured packets until they are read, 2048 to 65536. 6144 holds "
                    + "about 30000 packets: 1.5 seconds of 10000 probes per second. It counts as resident memory.",
            min = "2048",
            max = "65536")
    int capture_buffer_kib() default 6144;
}

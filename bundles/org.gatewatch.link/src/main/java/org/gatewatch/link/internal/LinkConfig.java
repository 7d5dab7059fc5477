package org.gatewatch.link.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(id = LinkConfig.PID, name = "Gatewatch link", description = "Sending and capturing packets.")
@interface LinkConfig {
    String PID = "org.gatewatch.link";
    int MIN_BUFFER_KIB = 256;
    int MAX_BUFFER_KIB = 65_536;

    @AttributeDefinition(
            name = "Capture buffer",
            description = "Memory in KiB that holds captured packets until they are read, 256 to 65536. 8192 holds "
                    + "about 40000 packets: two seconds of 10000 probes per second. It counts as resident memory.",
            min = "256",
            max = "65536")
    int capture_buffer_kib() default 8192;
}

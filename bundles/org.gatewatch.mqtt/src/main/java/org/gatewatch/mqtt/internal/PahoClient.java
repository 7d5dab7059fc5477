package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.time.Duration;

/**
 * What Paho does for us in either version of MQTT: the packets of one connection. No automatic reconnection (it leaves
 * threads behind, and does nothing before the first success), no session, no buffer, no persistence. Used by one thread;
 * nothing waits for the broker, except where stated.
 */
interface PahoClient {
    /** Is told by Paho's threads how the connection as a whole does. */
    interface Watch {
        /**
         * The broker lets us in.
         *
         * @param window how many messages it takes before it has acknowledged the first of them
         */
        void connected(int window);

        /** The connection ended, or did not come about. */
        void ended(String reason);
    }

    /** Is told by Paho's threads how one message was decided. */
    interface Receipt {
        /** The broker has it. */
        void acknowledged();

        /**
         * The broker does not take it (MQTT 5 section 3.4.2.1).
         *
         * @param code why, as a number
         * @param reason why, for people
         */
        void refused(int code, String reason);

        /** Nobody knows whether the broker has it. */
        void undecided();
    }

    /** Begins to connect. */
    void connect(Watch watch) throws IOException;

    /** Hands a message over. */
    void publish(Message message, Receipt receipt) throws IOException;

    /** Tests the connection, if it is time to, and says after how many milliseconds it is again. */
    long keepAlive() throws IOException;

    /** Says goodbye to the broker, and waits for that so long at most. */
    void disconnect(Duration limit) throws IOException;

    /**
     * Ends what is left of it, once its socket is closed. A packet that makes no sense may end the thread that reads with an
     * exception that Paho does not expect; the others would then wait for ever.
     */
    void abandon() throws IOException;

    /** Empties its tables; it has neither socket nor thread any more. */
    void free() throws IOException;

    /** What people can do something with; Paho's own words around it say less. */
    static String reason(Throwable problem) {
        return problem.getCause() == null
                ? problem.getMessage()
                : problem.getCause().toString();
    }
}

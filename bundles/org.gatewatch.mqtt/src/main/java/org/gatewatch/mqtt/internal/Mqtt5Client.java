package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientPersistence;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.MqttPingSender;
import org.eclipse.paho.mqttv5.client.internal.ClientComms;
import org.eclipse.paho.mqttv5.client.internal.MqttConnectionState;
import org.eclipse.paho.mqttv5.client.internal.MqttSessionState;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** MQTT 5. What it has beyond 3.1.1 says the same as the messages do, to brokers and tools that do not read these. */
final class Mqtt5Client implements PahoClient {
    private static final int FIRST_ERROR = 0x80;

    private final ConnectRequest request;
    private final Client client;
    private final MqttConnectionOptions options;
    private final PingTime pingTime = new PingTime();

    Mqtt5Client(ConnectRequest request, SocketFactory sockets) throws IOException {
        this.request = request;
        try {
            client = new Client(request, new Pings(), new MemoryPersistence());
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
        options = options(request);
        options.setSocketFactory(sockets);
    }

    /**
     * Paho would give aliases to topics as soon as the broker allows any, and not be asked; it then sends them to brokers
     * that do not know them (eclipse-paho/paho.mqtt.java issue 1104). What the broker allows it tells the connection state
     * of its own, so one more of which it does not know is never told.
     */
    private static final class Client extends MqttAsyncClient {
        Client(ConnectRequest request, MqttPingSender pings, MqttClientPersistence memory) throws MqttException {
            super(request.broker().plainUri(), request.clientId(), memory, pings, null);
            var session = new MqttSessionState();
            session.setClientId(request.clientId());
            var connection = new MqttConnectionState(request.clientId());
            connection.setReceiveMaximum(BrokerConnection.WINDOW + 1); // else it makes tables for 65,535
            comms = new ClientComms(this, memory, pings, null, session, connection);
        }
    }

    private static MqttConnectionOptions options(ConnectRequest request) throws IOException {
        var options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(true);
        options.setConnectionTimeout(request.limitSeconds());
        options.setKeepAliveInterval(request.keepAliveSeconds());
        Message lastWill = request.lastWill();
        var will = new MqttMessage(lastWill.payload(), 1, true, properties(lastWill, Optional.empty()));
        options.setWill(lastWill.topic(), will);
        if (request.access().credentials().isPresent()) {
            var credentials = request.access().credentials().get();
            options.setUserName(credentials.username());
            options.setPassword(credentials.currentPassword().getBytes(UTF_8));
        }
        return options;
    }

    private static MqttProperties properties(Message message, Optional<Duration> lifetime) {
        var properties = new MqttProperties();
        if (message.payload().length == 0) { // clears a topic
            return properties;
        }
        properties.setPayloadFormat(true);
        properties.setContentType(message.payload()[0] == '{' ? "application/json" : "text/plain; charset=utf-8");
        lifetime.ifPresent(duration -> properties.setMessageExpiryInterval(duration.toSeconds()));
        var user = new ArrayList<UserProperty>();
        user.add(new UserProperty("schema", "1"));
        if (message.isHistorical()) {
            user.add(new UserProperty("historical", "true"));
        }
        properties.setUserProperties(user);
        return properties;
    }

    @Override
    public void connect(Watch watch) throws IOException {
        var listener = new ConnectionListener(watch);
        client.setCallback(listener);
        try {
            client.connect(options, null, listener);
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
    }

    @Override
    public void publish(Message message, Receipt receipt) throws IOException {
        Optional<Duration> lifetime = message.isRetained() ? message.lifetime() : Optional.of(request.reportLifetime());
        var packet = new MqttMessage(message.payload(), 1, message.isRetained(), properties(message, lifetime));
        try {
            client.publish(message.topic(), packet, null, new DeliveryListener(receipt));
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
    }

    @Override
    public long keepAlive() throws IOException {
        if (pingTime.leftMillis() == 0) {
            try {
                pingTime.asked();
                if (client.checkPing(null, new PingListener(pingTime)) == null) {
                    pingTime.answered(); // none was needed
                }
            } catch (MqttException e) {
                throw new IOException(PahoClient.reason(e), e);
            }
        }
        return pingTime.leftMillis();
    }

    @Override
    public void disconnect(Duration limit) throws IOException {
        try {
            client.disconnect(0).waitForCompletion(limit.toMillis());
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
    }

    @Override
    public void abandon() throws IOException {
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
    }

    @Override
    public void free() throws IOException {
        try {
            client.close(true);
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
    }

    /** The standard's name of a reason code (MQTT 5 section 2.4), as Paho knows it. */
    private static String reason(int code) {
        return new MqttException(code).getMessage();
    }

    private final class Pings implements MqttPingSender {
        @Override
        public void init(ClientComms comms) {
            // Who owns the client asks it for a ping when it is time to.
        }

        @Override
        public void start() {
            schedule(TimeUnit.SECONDS.toMillis(request.keepAliveSeconds()));
        }

        @Override
        public void schedule(long millis) {
            pingTime.in(millis);
        }

        @Override
        public void stop() {
            // There is no thread to end.
        }
    }

    private record PingListener(PingTime pingTime) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken answered) {
            pingTime.answered();
        }

        @Override
        public void onFailure(IMqttToken unanswered, Throwable problem) {
            // The connection ends with it, which we are told.
        }
    }

    private record ConnectionListener(Watch watch) implements MqttCallback, MqttActionListener {
        @Override
        public void onSuccess(IMqttToken connected) {
            var granted = connected.getResponseProperties();
            int brokers = granted == null || granted.getReceiveMaximum() == null
                    ? BrokerConnection.WINDOW
                    : granted.getReceiveMaximum();
            watch.connected(Math.min(BrokerConnection.WINDOW, brokers));
        }

        @Override
        public void onFailure(IMqttToken notConnected, Throwable problem) {
            watch.ended(PahoClient.reason(problem));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (response.getException() != null) {
                watch.ended(PahoClient.reason(response.getException()));
            } else {
                String text = response.getReasonString();
                watch.ended("the broker ends the connection: " + reason(response.getReturnCode())
                        + (text == null ? "" : " " + text));
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException problem) {
            // The connection ends with it, which we are told.
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // We subscribe to nothing.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each publish has its own receipt.
        }

        @Override
        public void connectComplete(boolean again, String uri) {
            // As a listener of the connection we have heard it.
        }

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {
            // We offer no such method.
        }
    }

    private record DeliveryListener(Receipt receipt) implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken delivered) {
            int[] codes = delivered.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR) {
                receipt.refused(codes[0], reason(codes[0]));
            } else {
                receipt.acknowledged();
            }
        }

        @Override
        public void onFailure(IMqttToken undelivered, Throwable problem) {
            receipt.undecided();
        }
    }
}

package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.MqttPingSender;
import org.eclipse.paho.client.mqttv3.internal.ClientComms;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** MQTT 3.1.1. */
final class Mqtt3Client implements PahoClient {
    private final MqttAsyncClient client;
    private final MqttConnectOptions options;
    private final PingTime pingTime = new PingTime();

    Mqtt3Client(ConnectRequest request, SocketFactory sockets) throws IOException {
        try {
            client = new MqttAsyncClient(
                    request.broker().plainUri(), request.clientId(), new MemoryPersistence(), new Pings());
        } catch (MqttException e) {
            throw new IOException(PahoClient.reason(e), e);
        }
        options = options(request);
        options.setSocketFactory(sockets);
    }

    private static MqttConnectOptions options(ConnectRequest request) throws IOException {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // else Paho tries again by itself, with 3.1
        options.setAutomaticReconnect(false);
        options.setCleanSession(true);
        options.setMaxInflight(BrokerConnection.WINDOW + 1);
        options.setConnectionTimeout(request.limitSeconds());
        options.setKeepAliveInterval(request.keepAliveSeconds());
        Message lastWill = request.lastWill();
        options.setWill(lastWill.topic(), lastWill.payload(), 1, true);
        if (request.access().credentials().isPresent()) {
            var credentials = request.access().credentials().get();
            options.setUserName(credentials.username());
            String password = credentials.currentPassword();
            if (!password.isEmpty()) {
                options.setPassword(password.toCharArray());
            }
        }
        return options;
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
        try {
            client.publish(
                    message.topic(), message.payload(), 1, message.isRetained(), null, new DeliveryListener(receipt));
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

    /** Paho's own would be a thread more. */
    private final class Pings implements MqttPingSender {
        @Override
        public void init(ClientComms comms) {
            // Who owns the client asks it for a ping when it is time to.
        }

        @Override
        public void start() {
            schedule(TimeUnit.SECONDS.toMillis(options.getKeepAliveInterval()));
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

    private record PingListener(PingTime pingTime) implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken answered) {
            pingTime.answered();
        }

        @Override
        public void onFailure(IMqttToken unanswered, Throwable problem) {
            // The connection ends with it, which we are told.
        }
    }

    private record ConnectionListener(Watch watch) implements MqttCallback, IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken connected) {
            watch.connected(BrokerConnection.WINDOW);
        }

        @Override
        public void onFailure(IMqttToken notConnected, Throwable problem) {
            watch.ended(PahoClient.reason(problem));
        }

        @Override
        public void connectionLost(Throwable problem) {
            watch.ended(PahoClient.reason(problem));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // We subscribe to nothing.
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own receipt.
        }
    }

    /**
     * Paho's token is complete a moment before Paho frees the message's place in its window, and a message handed over in
     * that moment would be refused; it calls us after.
     */
    private record DeliveryListener(Receipt receipt) implements IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken delivered) {
            receipt.acknowledged();
        }

        @Override
        public void onFailure(IMqttToken undelivered, Throwable problem) {
            receipt.undecided();
        }
    }
}

package org.gatewatch.http.internal;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.Promise;
import org.gatewatch.http.internal.door.Answer;

/** Makes of what Jetty reads a request of ours, and of our answer one of Jetty's. No thread waits for a slow client. */
final class Exchange extends Handler.Abstract {
    private static final Answer TOO_LARGE = Answer.text(413, "text/plain", "The body is too large\n");

    private static final Answer BUSY = Answer.text(
                    503, "text/plain", "Too many long answers are being sent; try again\n")
            .with("Retry-After", "1");

    private final Function<org.gatewatch.http.internal.door.Request, Answer> answers;
    private final int maxBodyBytes;
    private final SlowClients slow;
    private final Semaphore streams;

    Exchange(Function<org.gatewatch.http.internal.door.Request, Answer> answers, Limits limits, SlowClients slow) {
        this.answers = answers;
        this.maxBodyBytes = limits.bodyBytes();
        this.slow = slow;
        this.streams = new Semaphore(limits.streams());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (request.getLength() > maxBodyBytes) {
            write(TOO_LARGE.with("Connection", "close"), request, response, callback);
            return true;
        }
        Content.Source.asByteArrayAsync(request, maxBodyBytes, new Promise.Invocable<>() {
            @Override
            public void succeeded(byte[] body) {
                answer(request, body, response, callback);
            }

            @Override
            public void failed(Throwable failure) {
                if (failure instanceof IllegalStateException) {
                    write(TOO_LARGE.with("Connection", "close"), request, response, callback);
                } else {
                    callback.failed(failure);
                }
            }

            @Override
            public InvocationType getInvocationType() {
                return InvocationType.BLOCKING;
            }
        });
        return true;
    }

    private void answer(Request request, byte[] body, Response response, Callback callback) {
        try {
            var asked = new org.gatewatch.http.internal.door.Request(
                    request.getMethod(), request.getHttpURI().getPathQuery(), headers(request), body);
            write(answers.apply(asked), request, response, callback);
        } catch (RuntimeException e) {
            callback.failed(e); // Jetty logs it and says 500: the top of this thread's work
        }
    }

    private static Map<String, List<String>> headers(Request request) {
        var headers = new HashMap<String, List<String>>();
        for (HttpField field : request.getHeaders()) {
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.getValue() == null ? "" : field.getValue());
        }
        return headers;
    }

    private void write(Answer answer, Request request, Response response, Callback callback) {
        SocketAddress client = request.getConnectionMetaData().getRemoteSocketAddress();
        boolean isStream = answer.isStreamed();
        if (isStream && !streams.tryAcquire()) {
            write(BUSY, request, response, callback);
            return;
        }
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        Callback done = Callback.from(
                () -> {
                    slow.served(client);
                    streams.release(isStream ? 1 : 0);
                },
                callback);
        new Sending(answer.chunks(), response, () -> slow.served(client), done).iterate();
    }

    /** Sends an answer as fast as its client takes it, and makes of it what is needed for that. */
    private static final class Sending extends IteratingCallback {
        private final Iterator<byte[]> chunks;
        private final Response response;
        private final Runnable progress;
        private final Callback done;

        Sending(Iterator<byte[]> chunks, Response response, Runnable progress, Callback done) {
            this.chunks = chunks;
            this.response = response;
            this.progress = progress;
            this.done = done;
        }

        @Override
        protected Action process() {
            if (!chunks.hasNext()) {
                return Action.SUCCEEDED;
            }
            progress.run();
            byte[] chunk = chunks.next();
            response.write(!chunks.hasNext(), ByteBuffer.wrap(chunk), this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteSuccess() {
            done.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            done.failed(cause);
        }
    }
}

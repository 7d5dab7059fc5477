package org.gatewatch.http.internal.aws;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Members.WrongJson;
import org.gatewatch.http.internal.door.Request;

/** The API of AWS CloudWatch Network Monitor: twelve operations, told apart by method and path. */
public final class AwsDoor implements Door {
    private static final String LABEL = "*";
    private static final Set<ErrorType> PLAIN = EnumSet.noneOf(ErrorType.class);
    private static final Set<ErrorType> WITH_CONFLICT = EnumSet.of(ErrorType.CONFLICT);
    private static final Set<ErrorType> WITH_QUOTA = EnumSet.of(ErrorType.QUOTA);
    private static final Set<ErrorType> WITH_BOTH = EnumSet.of(ErrorType.CONFLICT, ErrorType.QUOTA);

    private final Map<String, Operation> operations = new HashMap<>();

    /** What is done, and which errors the model has for it beside those that it has for all. */
    private record Operation(Function<Call, Answer> action, Set<ErrorType> errors) {}

    private static Operation json(Function<Call, JsonObject> action, Set<ErrorType> errors) {
        return new Operation(action.andThen(body -> Answer.json(200, body)), errors);
    }

    public AwsDoor(Resources resources) {
        var monitors = new MonitorOperations(resources);
        var probes = new ProbeOperations(resources);
        var tags = new TagOperations(resources);
        operations.put("POST /monitors", json(monitors::create, WITH_BOTH));
        operations.put("GET /monitors", json(monitors::list, PLAIN));
        operations.put("GET /monitors/*", new Operation(monitors::get, PLAIN));
        operations.put("PATCH /monitors/*", json(monitors::update, WITH_QUOTA));
        operations.put("DELETE /monitors/*", json(monitors::delete, PLAIN));
        operations.put("POST /monitors/*/probes", json(probes::create, WITH_QUOTA));
        operations.put("GET /monitors/*/probes/*", json(probes::get, PLAIN));
        operations.put("PATCH /monitors/*/probes/*", json(probes::update, WITH_QUOTA));
        operations.put("DELETE /monitors/*/probes/*", json(probes::delete, WITH_QUOTA));
        operations.put("GET /tags/*", json(tags::list, WITH_CONFLICT));
        operations.put("POST /tags/*", json(tags::tag, WITH_CONFLICT));
        operations.put("DELETE /tags/*", json(tags::untag, WITH_CONFLICT));
    }

    @Override
    public boolean serves(Request request) {
        String path = request.path();
        return path.equals("/monitors") || path.startsWith("/monitors/") || path.startsWith("/tags/");
    }

    @Override
    public Answer answer(Request request, Caller caller) {
        var labels = new ArrayList<String>();
        Operation operation = operations.get(request.method() + route(request.segments(), labels));
        try {
            if (operation == null) {
                throw new AwsException(ErrorType.UNKNOWN_OPERATION, "there is no operation " + request);
            }
            if (!caller.mayWrite() && !request.method().equals("GET")) {
                throw new AwsException(ErrorType.ACCESS_DENIED, "This key may read only");
            }
            return operation
                    .action()
                    .apply(new Call(request, caller, labels))
                    .with("x-amzn-RequestId", UUID.randomUUID().toString());
        } catch (AwsException e) {
            return error(e.type(), e.getMessage());
        } catch (WrongJson e) {
            return error(ErrorType.SERIALIZATION, e.getMessage());
        } catch (ResourceException e) {
            return error(type(e, operation), e.getMessage());
        }
    }

    /** The path with labels replaced; they are every second segment. */
    private static String route(List<String> segments, List<String> labels) {
        var route = new StringBuilder(" ");
        for (int i = 0; i < segments.size(); i++) {
            boolean isLabel = i % 2 == 1;
            route.append('/').append(isLabel ? LABEL : segments.get(i));
            if (isLabel) {
                labels.add(segments.get(i));
            }
        }
        return route.toString();
    }

    /** An error that the model does not have for an operation would be one without a class to clients. */
    private static ErrorType type(ResourceException refusal, Operation operation) {
        ErrorType type =
                switch (refusal.kind()) {
                    case VALIDATION -> ErrorType.VALIDATION;
                    case CONFLICT -> ErrorType.CONFLICT;
                    case NOT_FOUND -> ErrorType.NOT_FOUND;
                    case QUOTA -> ErrorType.QUOTA;
                    case READ_ONLY -> ErrorType.ACCESS_DENIED;
                    case INTERNAL -> ErrorType.INTERNAL;
                };
        boolean isForSome = type == ErrorType.CONFLICT || type == ErrorType.QUOTA;
        return isForSome && !operation.errors().contains(type) ? ErrorType.VALIDATION : type;
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        return error(ErrorType.of(refusal.kind()), refusal.getMessage());
    }

    @Override
    public Answer failed(Request request) {
        return error(ErrorType.INTERNAL, "The gateway failed; its log says why");
    }

    private static Answer error(ErrorType type, String message) {
        var body = new JsonObject();
        body.addProperty("message", message);
        return Answer.json(type.status(), body)
                .with("x-amzn-ErrorType", type.text())
                .with("x-amzn-RequestId", UUID.randomUUID().toString());
    }
}

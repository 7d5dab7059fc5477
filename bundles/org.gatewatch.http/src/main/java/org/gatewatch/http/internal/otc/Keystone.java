package org.gatewatch.http.internal.otc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.gatewatch.http.internal.auth.Authenticator;
import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;
import org.gatewatch.http.internal.auth.Tokens;
import org.gatewatch.http.internal.auth.Tokens.Issued;
import org.gatewatch.http.internal.door.Answer;
import org.gatewatch.http.internal.door.Door;
import org.gatewatch.http.internal.door.Members;
import org.gatewatch.http.internal.door.Members.WrongJson;
import org.gatewatch.http.internal.door.Request;

/**
 * As much of OpenStack's identity API v3 as clients start up with: they change a password for a token, or look up the ids
 * of project and domain with their key, and ask where the VPN's API is.
 */
public final class Keystone implements Door {
    private static final String TOKENS = "/v3/auth/tokens";
    private static final String SUBJECT = "X-Subject-Token";

    private final Authenticator authenticator;
    private final Tokens tokens;
    private final Project project;
    private final Catalog catalog;

    /**
     * The identity API of one project.
     *
     * @param scheme {@code https} or {@code http}: what endpoints begin with
     */
    public Keystone(Authenticator authenticator, Tokens tokens, Project project, String scheme) {
        this.authenticator = authenticator;
        this.tokens = tokens;
        this.project = project;
        this.catalog = new Catalog(project, scheme);
    }

    @Override
    public boolean serves(Request request) {
        return request.path().startsWith("/v3/");
    }

    @Override
    public boolean isOpen(Request request) {
        return request.method().equals("POST") && request.path().equals(TOKENS);
    }

    @Override
    public Answer answer(Request request, Caller caller) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "POST " + TOKENS -> issue(request);
                case "GET " + TOKENS -> validate(request);
                case "GET /v3/projects", "GET /v3/auth/projects" -> list("projects", projects(request));
                case "GET /v3/auth/domains" -> list("domains", domains(request));
                case "GET /v3/auth/catalog" -> list("catalog", catalog.of(request, project.name()));
                default -> error(404, "Not Found", "there is no operation " + request);
            };
        } catch (WrongJson e) {
            return error(400, "Bad Request", e.getMessage());
        } catch (Refusal e) {
            return refuse(request, e);
        }
    }

    private Answer issue(Request request) throws Refusal {
        var body = Members.of(request.body());
        var auth = body.members("auth").orElseThrow(() -> new Refusal(Refusal.Kind.INCOMPLETE, "auth is missing"));
        Caller caller = caller(auth.members("identity"));
        var scope = new Scope(auth, project);
        String token = tokens.issue(caller, scope.isForDomain());
        return tokens.find(token)
                .map(issued -> Answer.json(201, token(issued, request, scope.projectName()))
                        .with(SUBJECT, token))
                .orElseThrow(() -> new IllegalStateException("a new token is good"));
    }

    private Caller caller(Optional<Members> identity) throws Refusal {
        var earlier = identity.flatMap(it -> it.members("token")).flatMap(it -> it.text("id"));
        if (earlier.isPresent()) {
            return tokens.find(earlier.get())
                    .orElseThrow(() -> new Refusal(Refusal.Kind.BAD_TOKEN, "The token is not good"))
                    .caller();
        }
        var user = identity.flatMap(it -> it.members("password"))
                .flatMap(it -> it.members("user"))
                .orElseThrow(() -> new Refusal(Refusal.Kind.INCOMPLETE, "Needed is a user's password, or a token"));
        String name = user.text("name").or(() -> user.text("id")).orElse("");
        return authenticator.withPassword(name, user.text("password").orElse(""));
    }

    private Answer validate(Request request) {
        String subject = request.header(SUBJECT).orElse("");
        return tokens.find(subject)
                .map(issued ->
                        Answer.json(200, token(issued, request, project.name())).with(SUBJECT, subject))
                .orElseGet(() -> error(404, "Not Found", "The token is not good"));
    }

    private JsonObject token(Issued issued, Request request, String projectName) {
        var token = new JsonObject();
        token.addProperty("issued_at", issued.issuedAt().toString());
        token.addProperty("expires_at", issued.expiresAt().toString());
        var methods = new JsonArray();
        methods.add("password");
        token.add("methods", methods);
        if (issued.isForDomain()) {
            token.add("domain", domain());
        } else {
            token.add("project", project(projectName));
        }
        var user = named(issued.caller().key(), issued.caller().user());
        user.add("domain", domain());
        token.add("user", user);
        var roles = new JsonArray();
        String role = issued.caller().mayWrite() ? "vpn_adm" : "readonly";
        roles.add(named(role, role));
        token.add("roles", roles);
        token.add("catalog", catalog.of(request, projectName));
        var body = new JsonObject();
        body.add("token", token);
        return body;
    }

    private JsonArray projects(Request request) {
        var asked = request.value("name");
        var list = new JsonArray();
        if (asked.map(project::isNamed).orElse(true)) {
            list.add(project(asked.orElse(project.name())));
        }
        return list;
    }

    private JsonArray domains(Request request) {
        var asked = request.value("name");
        var list = new JsonArray();
        if (asked.map(project::isInDomain).orElse(true)) {
            list.add(named(project.domainId(), asked.orElse(project.domainName())));
        }
        return list;
    }

    private JsonObject project(String name) {
        var json = named(project.id(), name);
        json.addProperty("domain_id", project.domainId());
        json.addProperty("enabled", true);
        json.add("domain", domain());
        return json;
    }

    private JsonObject domain() {
        return named(project.domainId(), project.domainName());
    }

    private static JsonObject named(String id, String name) {
        var json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("name", name);
        return json;
    }

    private static Answer list(String name, JsonArray items) {
        var body = new JsonObject();
        body.add(name, items);
        body.add("links", new JsonObject());
        return Answer.json(200, body);
    }

    @Override
    public Answer refuse(Request request, Refusal refusal) {
        return refusal.kind() == Refusal.Kind.INCOMPLETE
                ? error(400, "Bad Request", refusal.getMessage())
                : error(401, "Unauthorized", refusal.getMessage());
    }

    @Override
    public Answer failed(Request request) {
        return error(500, "Internal Server Error", "the gateway's log says why");
    }

    private static Answer error(int status, String title, String message) {
        var error = new JsonObject();
        error.addProperty("code", status);
        error.addProperty("title", title);
        error.addProperty("message", message);
        var body = new JsonObject();
        body.add("error", error);
        return Answer.json(status, body);
    }
}

package org.gatewatch.http.internal.otc;

/**
 * The project that clients of OTC and Huawei find here; there is one.
 *
 * @param id in paths
 * @param name that clients ask for; empty: any
 * @param domainId of the domain that it is in
 * @param domainName that clients ask for; empty: any
 * @param region of its endpoints; empty: what a client asks for
 */
public record Project(String id, String name, String domainId, String domainName, String region) {
    /** Whether a client means this project; with any name it does, if none was set. */
    boolean isNamed(String asked) {
        return name.isEmpty() || name.equals(asked);
    }

    /** Whether a client means this project's domain. */
    boolean isInDomain(String asked) {
        return domainName.isEmpty() || domainName.equals(asked);
    }
}

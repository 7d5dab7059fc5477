package org.gatewatch.http.internal.auth;

/**
 * One line of the file of keys.
 *
 * @param caller whose it is, and what they may
 * @param secret what they sign with, and their password
 */
record Key(Caller caller, String secret) {
    @Override
    public String toString() {
        return caller.key();
    }
}

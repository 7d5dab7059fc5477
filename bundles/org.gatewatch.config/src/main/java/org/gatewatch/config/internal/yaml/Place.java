package org.gatewatch.config.internal.yaml;

/**
 * Where something stands.
 *
 * @param file the file's path
 * @param line from 1; 0 means the file as a whole
 * @param column from 1; 0 means the file as a whole
 */
public record Place(String file, int line, int column) {
    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }
}

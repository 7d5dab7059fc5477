package org.gatewatch.shell.internal.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A probe as people call it: {@code monitor/probe}. A monitor's name has no slash. */
record ProbePath(String monitor, String probe) {
    static final class Converter implements ITypeConverter<ProbePath> {
        @Override
        public ProbePath convert(String text) {
            int slash = text.indexOf('/');
            if (slash <= 0 || slash == text.length() - 1) {
                throw new TypeConversionException("'" + text + "': allowed is MONITOR/PROBE");
            }
            return new ProbePath(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    @Override
    public String toString() {
        return monitor + "/" + probe;
    }
}

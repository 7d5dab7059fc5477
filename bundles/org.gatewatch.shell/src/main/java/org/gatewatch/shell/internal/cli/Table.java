package org.gatewatch.shell.internal.cli;

import java.util.ArrayList;
import java.util.List;
import org.gatewatch.shell.internal.cli.Palette.Tone;

/** Aligned columns. A column that is empty in every row is left out. */
final class Table {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    List<String> lines(Palette palette) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(i);
        }
        var lines = new ArrayList<String>();
        List<Cell> heading = columns.stream()
                .map(column -> new Cell(column.name(), Tone.HEADING))
                .toList();
        lines.add(line(heading, widths, palette));
        rows.forEach(row -> lines.add(line(row, widths, palette)));
        return lines;
    }

    private int width(int index) {
        int widest = rows.stream()
                .mapToInt(row -> row.get(index).text().length())
                .max()
                .orElse(0);
        return widest == 0 ? 0 : Math.max(widest, columns.get(index).name().length());
    }

    private String line(List<Cell> cells, int[] widths, Palette palette) {
        var line = new StringBuilder();
        int pending = 0; // spaces that are written only when something follows: lines have no trailing blanks
        for (int i = 0; i < widths.length; i++) {
            Cell cell = cells.get(i);
            int room = widths[i] - cell.text().length();
            if (widths[i] == 0) {
                continue;
            }
            boolean right = columns.get(i).right();
            if (!cell.text().isEmpty()) {
                line.append(" ".repeat(pending + (right ? room : 0))).append(palette.paint(cell.tone(), cell.text()));
                pending = GAP.length() + (right ? 0 : room);
            } else {
                pending += GAP.length() + room;
            }
        }
        return line.toString();
    }

    /** A heading, and on which side its cells line up. */
    record Column(String name, boolean right) {
        static Column left(String name) {
            return new Column(name, false);
        }

        static Column right(String name) {
            return new Column(name, true);
        }
    }

    /** A text and what it means. */
    record Cell(String text, Tone tone) {
        static Cell of(String text) {
            return new Cell(text, Tone.NORMAL);
        }
    }
}

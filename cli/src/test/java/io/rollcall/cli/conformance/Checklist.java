package io.rollcall.cli.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The checklist of behaviours, as {@code checklist.tsv} beside this class has it. */
final class Checklist {

    private static final String FILE = "checklist.tsv";
    private static final int COLUMNS = 4;

    private Checklist() {}

    /** All items, by number, which has no gaps. */
    static List<Item> read() throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(Checklist.class.getResourceAsStream(FILE), FILE)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Item> items = new ArrayList<>();
        String section = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                items.add(item(section, line, items.size() + 1));
            }
        }
        return List.copyOf(items);
    }

    private static Item item(String section, String line, int expected) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || section.isEmpty() || !columns[0].equals(Integer.toString(expected))) {
            throw new IllegalStateException(
                    FILE + ": expected item " + expected + " with " + COLUMNS + " columns, found '" + line + "'");
        }
        return new Item(expected, section, columns[1], columns[2], columns[3]);
    }
}
